import { createParts, type Decoder } from './decoder.ts'
import { createAlphabet, findRuns } from './runs.ts'

const ALPHABET = createAlphabet('0123456789abcdefABCDEF')
const NIBBLES = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(value) ? 0xff : value
})
/** Ten bytes: what is shorter holds no needle. */
const SHORTEST = 20

/** Hexadecimal in either case, also with `0x`, as bytea, over several lines, from its first or second digit on. */
export const hex: Decoder = {
  name: 'hex',
  *decode(bytes) {
    const aligned = [createParts(2), createParts(2)]
    for (const { start, end } of findRuns(bytes, ALPHABET, SHORTEST)) {
      for (const [skipped, parts] of aligned.entries()) {
        parts.begin(start + skipped)
        let high = -1
        for (let index = start + skipped; index < end; index += 1) {
          const nibble = NIBBLES[bytes[index]!]!
          if (nibble === 0xff) continue
          if (high === -1) high = nibble
          else {
            parts.write((high << 4) | nibble)
            high = -1
          }
        }
      }
    }
    for (const parts of aligned) yield* parts.finish()
  },
}

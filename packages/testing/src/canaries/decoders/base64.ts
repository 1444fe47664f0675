import { createParts, type Decoder } from './decoder.ts'
import { createAlphabet, findRuns } from './runs.ts'

const ALPHABET = createAlphabet('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
/** Ten bytes: what is shorter holds no needle. */
const SHORTEST = 14
/** A run of this many hexadecimal digits in one case is hexadecimal. */
const HEX_DIGITS = 32

/** Base64 and base64url, over several lines too, wherever in a run of its characters it begins. */
export const base64: Decoder = {
  name: 'base64',
  *decode(bytes) {
    const aligned = Array.from({ length: 4 }, () => createParts(4 / 3))
    for (const { start, end } of findRuns(bytes, ALPHABET, SHORTEST)) {
      const text = bytes.toString('latin1', start, end)
      if (isHex(text)) continue
      for (const [skipped, parts] of aligned.entries()) {
        parts.begin(start + skipped)
        parts.append(Buffer.from(text.slice(skipped), 'base64'))
      }
    }
    for (const parts of aligned) yield* parts.finish()
  },
}

function isHex(text: string): boolean {
  return text.length >= HEX_DIGITS && (!/[^0-9a-f\r\n]/.test(text) || !/[^0-9A-F\r\n]/.test(text))
}

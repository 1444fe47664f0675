import { createParts, type Decoder } from './decoder.ts'

/** Ten bytes or more as `68 65 6c`, `68:65:6c` or `0x68, 0x65, 0x6c`. */
const HEX_LIST = /(?:(?:0x)?[0-9a-f]{2}[\s,:;-]{1,4}){9,20000}(?:0x)?[0-9a-f]{2}/gi
/** … as `[104, 101, 108]`, which is a Buffer in JSON, or `"0":104,"1":101`, which is a Uint8Array. */
const DECIMAL_LIST = /(?:(?:"\d{1,9}":)?\d{1,3}[\s,;]{1,4}){9,20000}(?:"\d{1,9}":)?\d{1,3}/g

/** Bytes that are written as a list of numbers. */
export const byteList: Decoder = {
  name: 'list of bytes',
  *decode(bytes) {
    const text = bytes.toString('latin1')
    const hexadecimal = createParts(3)
    for (const { 0: list, index } of text.matchAll(HEX_LIST)) {
      hexadecimal.begin(index)
      for (const [, digits] of list.matchAll(/(?:0x)?([0-9a-f]{2})/gi))
        hexadecimal.write(Number.parseInt(digits!, 16))
    }
    yield* hexadecimal.finish()
    const decimal = createParts(4)
    for (const { 0: list, index } of text.matchAll(DECIMAL_LIST)) {
      decimal.begin(index)
      for (const [, digits] of list.replace(/"\d+":/g, '').matchAll(/(\d+)/g)) decimal.write(Number(digits))
    }
    yield* decimal.finish()
  },
}

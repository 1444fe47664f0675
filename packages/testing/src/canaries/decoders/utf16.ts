import { createParts, type Decoder } from './decoder.ts'

/** Ten characters. */
const RUN = /(?:[\t\n\r\x20-\x7e]\0){10,20000}/g

/** ASCII in UTF-16, in either order of bytes: what is written in it may be encoded once more. */
export const utf16: Decoder = {
  name: 'utf-16',
  *decode(bytes) {
    if (!bytes.includes(0)) return
    const parts = createParts(2)
    for (const { 0: run, index } of bytes.toString('latin1').matchAll(RUN)) {
      parts.begin(index)
      parts.append(Buffer.from(run.replaceAll('\0', ''), 'latin1'))
    }
    yield* parts.finish()
  },
}

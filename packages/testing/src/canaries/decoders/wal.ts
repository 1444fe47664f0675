import { createParts, type Decoder } from './decoder.ts'

const PAGE = 8_192
/** The high byte of the mark of a page; the low one is the version's. */
const MARK = 0xd1
const LONG_HEADER = 2

/** PostgreSQL's write-ahead log without the headers of its pages, which cut records in two. */
export const wal: Decoder = {
  name: 'write-ahead log',
  *decode(bytes) {
    if (bytes.length < PAGE || bytes.length % PAGE !== 0 || bytes[1] !== MARK) return
    const parts = createParts(1)
    for (let page = 0; page < bytes.length && bytes[page + 1] === MARK; page += PAGE) {
      const body = page + (bytes.readUInt16LE(page + 2) & LONG_HEADER ? 40 : 24)
      parts.begin(body)
      parts.append(bytes.subarray(body, page + PAGE))
    }
    yield* parts.finish()
  },
}

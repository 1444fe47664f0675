import { createParts, type Decoder } from './decoder.ts'

/** How much around an escape is looked through with it. */
const AROUND = 512
/** The longest escape: `\u{10ffff}`. */
const LONGEST = 10
const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

type Escaped = { readonly length: number; readonly bytes: Uint8Array }

/** What an escape begins with, two characters of it: most bytes are told apart by them. */
const BEGINNINGS = new Set(
  Object.entries({
    '%': '0123456789abcdefABCDEF',
    '=': '0123456789ABCDEF\r\n',
    '\\': '0123xu/nrtbf',
    '&': '#',
  }).flatMap(([first, seconds]) =>
    [...seconds].map((second) => pair(first.charCodeAt(0), second.charCodeAt(0))),
  ),
)
const IS_FIRST = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number('%=\\&'.includes(String.fromCharCode(byte))),
)

/** Escapes of URLs, quoted-printable, JSON and other string literals, HTML, and bytea as escapes. */
export const escapes: Decoder = {
  name: 'escapes',
  *decode(bytes) {
    const parts = createParts(1)
    let copied = 0
    let until = 0
    for (let index = 0; index < bytes.length; ) {
      const escaped = IS_FIRST[bytes[index]!] === 1 ? readEscape(bytes, index) : undefined
      if (escaped === undefined) {
        index += 1
        continue
      }
      if (index >= until) {
        parts.append(bytes.subarray(copied, until))
        copied = Math.max(until, index - AROUND)
        parts.begin(copied)
      }
      parts.append(bytes.subarray(copied, index))
      parts.append(escaped.bytes)
      index += escaped.length
      copied = index
      until = Math.min(bytes.length, index + AROUND)
    }
    parts.append(bytes.subarray(copied, until))
    yield* parts.finish()
  },
}

function readEscape(from: Buffer, index: number): Escaped | undefined {
  if (!BEGINNINGS.has(pair(from[index]!, from[index + 1] ?? 0))) return undefined
  const text = from.toString('latin1', index, Math.min(from.length, index + LONGEST))
  const byte = /^(?:%|\\x)([0-9a-f]{2})/i.exec(text) ?? /^=([0-9A-F]{2})/.exec(text)
  if (byte) return { length: byte[0].length, bytes: Uint8Array.of(Number.parseInt(byte[1]!, 16)) }
  const octal = /^\\([0-3][0-7]{2})/.exec(text)
  if (octal) return { length: 4, bytes: Uint8Array.of(Number.parseInt(octal[1]!, 8)) }
  const code = /^(?:\\u([0-9a-f]{4})|\\u\{([0-9a-f]{1,6})\}|&#x([0-9a-f]{1,6});)/i.exec(text)
  if (code) return encodeCode(code[0], Number.parseInt(code[1] ?? code[2] ?? code[3]!, 16))
  const decimal = /^&#(\d{1,7});/.exec(text)
  if (decimal) return encodeCode(decimal[0], Number(decimal[1]))
  const softBreak = /^=\r?\n/.exec(text)
  if (softBreak) return { length: softBreak[0].length, bytes: new Uint8Array() }
  const character = /^\\([/nrtbf])/.exec(text)?.[1]
  if (character === undefined) return undefined
  return { length: 2, bytes: Buffer.from(CONTROL[character] ?? character) }
}

function encodeCode(written: string, code: number): Escaped | undefined {
  if (code > 0x10ffff) return undefined
  return { length: written.length, bytes: Buffer.from(String.fromCodePoint(code)) }
}

function pair(first: number, second: number): number {
  return (first << 8) | second
}

import { createHash, randomBytes } from 'node:crypto'
import { brotliCompressSync, crc32, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { hashText, keccak256 } from '@cinnabar/protocol'
import { describe, expect, it } from 'vitest'
import { type Canary, createCanaries } from './canary.ts'
import { encodeGb18030 } from './gb18030.ts'
import { scanBytes, scanText } from './scanBytes.ts'

const canaries = createCanaries('scanBytes')
const all = Object.values(canaries) as Canary[]
const content = (canary: Canary): Buffer =>
  'bytes' in canary ? Buffer.from(canary.bytes) : Buffer.from(canary.text)
const texts = all.filter((canary) => 'text' in canary)

/** What stands around it must not matter. */
const within = (bytes: Uint8Array | string, around = 'log: ') =>
  Buffer.concat([Buffer.from(`${around}"`), Buffer.from(bytes as Uint8Array), Buffer.from(`" \n`)])
const find = (bytes: Uint8Array | string) => scanBytes('test', within(bytes), canaries)
const names = (bytes: Uint8Array | string) => new Set(find(bytes).map(({ canary }) => canary))
const escapeAll = (text: string, write: (code: number) => string) =>
  [...text].map((character) => write(character.codePointAt(0)!)).join('')
const four = (code: number) => code.toString(16).padStart(4, '0')
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16()
const wrap = (text: string) => text.replace(/.{76}/g, '$&\r\n')

/** How bytes are written as text, or packed. */
const WRAPPINGS: Readonly<Record<string, (bytes: Buffer) => Uint8Array | string>> = {
  bytes: (bytes) => bytes,
  hex: (bytes) => bytes.toString('hex'),
  'hex, upper case, 0x': (bytes) => `0x${bytes.toString('hex').toUpperCase()}`,
  'hex, bytea': (bytes) => `\\x${bytes.toString('hex')}`,
  'hex, after another digit': (bytes) => `a${bytes.toString('hex')}`,
  'hex, over lines': (bytes) => wrap(bytes.toString('hex')),
  'hex, spaced': (bytes) => bytes.toString('hex').replace(/../g, '$& '),
  'hex, colons': (bytes) => bytes.toString('hex').replace(/..(?=.)/g, '$&:'),
  'a Buffer in JSON': (bytes) => JSON.stringify(bytes),
  'a Uint8Array in JSON': (bytes) => JSON.stringify({ ...bytes }),
  'ABI words, padded on the right': (bytes) =>
    `0x${'00'.repeat(31)}20${bytes.toString('hex')}${'00'.repeat(17)}`,
  'ABI words, padded on the left': (bytes) => `0x${'00'.repeat(13)}${bytes.toString('hex')}`,
  base64: (bytes) => bytes.toString('base64'),
  'base64, one byte before': (bytes) => Buffer.concat([Buffer.of(7), bytes]).toString('base64'),
  'base64, two bytes before': (bytes) => Buffer.concat([Buffer.of(7, 9), bytes]).toString('base64'),
  'base64, after a word': (bytes) => `data${bytes.toString('base64')}`,
  'base64, after a letter': (bytes) => `x${bytes.toString('base64')}`,
  'base64, over lines': (bytes) => wrap(bytes.toString('base64')),
  'base64, over lines in JSON': (bytes) => JSON.stringify(wrap(bytes.toString('base64'))),
  base64url: (bytes) => bytes.toString('base64url'),
  'base64 in UTF-16': (bytes) => Buffer.from(bytes.toString('base64'), 'utf16le'),
  'quoted-printable': (bytes) =>
    [...bytes]
      .map(
        (byte, at) => `${at % 25 === 24 ? '=\r\n' : ''}=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .join(''),
  'percent, every byte': (bytes) => bytes.toString('hex').replace(/../g, '%$&'),
  'bytea as escapes': (bytes) => [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
  gzip: gzipSync,
  'gzip with a name and a comment': (bytes) => {
    const packed = gzipSync(bytes)
    packed[3] = 8 | 16
    return Buffer.concat([packed.subarray(0, 10), Buffer.from('photo.jpg\0said\0'), packed.subarray(10)])
  },
  'gzip, torn': (bytes) => gzipSync(Buffer.concat([bytes, randomBytes(4_000)])).subarray(0, 2_000),
  'gzip, damaged': (bytes) => {
    const packed = gzipSync(
      Buffer.concat([Buffer.alloc(70_000, 'a paragraph '), bytes, randomBytes(400_000)]),
    )
    packed.fill(0xff, 200_000)
    return packed
  },
  zlib: (bytes) => deflateSync(bytes),
  'zlib, a small window': (bytes) => deflateSync(bytes, { windowBits: 9, level: 9 }),
  'zlib, stored': (bytes) => deflateSync(bytes, { level: 0 }),
  zstd: (bytes) => zstdCompressSync(bytes),
  'zip, deflated': (bytes) => zipEntry(bytes, deflateRawSync(bytes), 8),
  'zip, stored': (bytes) => zipEntry(bytes, bytes, 0),
  'base64 in gzip in hex': (bytes) => gzipSync(bytes.toString('base64')).toString('hex'),
  'gzip in base64 in JSON': (bytes) => JSON.stringify({ body: gzipSync(bytes).toString('base64') }),
  'hex in zstd in zip': (bytes) => {
    const packed = zstdCompressSync(Buffer.from(bytes.toString('hex')))
    return zipEntry(packed, deflateRawSync(packed), 8)
  },
}

/** How text is written, beside as it is. */
const SPELLINGS: Readonly<Record<string, (text: string) => Uint8Array | string>> = {
  'lower case': (text) => text.toLowerCase(),
  'upper case': (text) => text.toUpperCase(),
  'without spaces and punctuation': (text) => text.replace(/[\s\p{P}\p{S}]/gu, ''),
  'other separators': (text) => text.replace(/ /g, '-'),
  'UTF-16LE': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16BE': swapped,
  'base64 of UTF-16LE': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  'base64 of UTF-16BE': (text) => swapped(text).toString('base64'),
  GB18030: (text) => encodeGb18030(text),
  'JSON, escaped': (text) => escapeAll(text, (code) => `\\u${four(code)}`),
  'JSON, escaped, upper case': (text) => escapeAll(text, (code) => `\\u${four(code).toUpperCase()}`),
  'JavaScript, escaped': (text) => escapeAll(text, (code) => `\\u{${code.toString(16)}}`),
  'JSON in JSON': (text) =>
    JSON.stringify(JSON.stringify({ text: escapeAll(text, (code) => `\\u${four(code)}`) })),
  URL: (text) => encodeURIComponent(text),
  'URL, lower case': (text) => encodeURIComponent(text).toLowerCase(),
  form: (text) => new URLSearchParams({ q: text }).toString(),
  'HTML, decimal': (text) => escapeAll(text, (code) => `&#${code};`),
  'HTML, hexadecimal': (text) => escapeAll(text, (code) => `&#x${code.toString(16)};`),
}

/** What is done with it before it is hashed. */
const HASHED = {
  'as it is': (text: string) => text,
  'in lower case': (text: string) => text.toLowerCase(),
  bare: (text: string) => text.replace(/[\s\p{P}\p{S}]/gu, ''),
  'as a line': (text: string) => `${text}\n`,
}

describe('the search for canaries', () => {
  it.each(Object.entries(WRAPPINGS))('finds each of them: %s', (_, write) => {
    for (const canary of all)
      expect(names(write(content(canary))), canary.name).toEqual(new Set([canary.name]))
  })

  it.each(Object.entries(SPELLINGS))('finds each text: %s', (_, write) => {
    for (const canary of texts) expect(names(write(canary.text)), canary.name).toEqual(new Set([canary.name]))
  })

  it.each(['md5', 'sha1', 'sha256', 'sha512', 'keccak256'])('finds unsalted hashes: %s', (algorithm) => {
    const hash = (text: string) =>
      algorithm === 'keccak256'
        ? Buffer.from(hashText(text).slice(2), 'hex')
        : createHash(algorithm).update(text).digest()
    for (const canary of texts) {
      for (const [how, spell] of Object.entries(HASHED)) {
        for (const encoding of ['hex', 'base64', 'base64url'] as const) {
          const written = hash(spell(canary.text)).toString(encoding)
          expect(
            find(written).map(({ form }) => form),
            `${canary.name} ${how} ${encoding}`,
          ).toContain(`${encoding === 'hex' ? 'hex' : 'base64'}, unsalted ${algorithm}`)
        }
        expect(names(hash(spell(canary.text)))).toEqual(new Set([canary.name]))
      }
    }
  })

  it('finds the digits of a phone number without its country, hashed too', () => {
    const [national] = canaries.phone.marks
    expect(names(`tel:${national}`)).toEqual(new Set(['recipient.phone']))
    expect(names(hashText(national!))).toEqual(new Set(['recipient.phone']))
  })

  it.each([
    ['brotli', brotliCompressSync],
    ['bare deflate', deflateRawSync],
  ] as const)('finds them in what is %s from beginning to end', (_, pack) => {
    for (const canary of all) {
      const found = scanBytes('test', pack(content(canary)), canaries)
      expect(new Set(found.map(({ canary }) => canary))).toEqual(new Set([canary.name]))
    }
  })

  it('does not mistake a hash with salt for one without', () => {
    for (const canary of texts) {
      const salted = keccak256(Buffer.concat([randomBytes(32), Buffer.from(canary.text)]))
      expect(find(salted)).toEqual([])
    }
  })

  it('finds a part of a file that was cut', () => {
    expect(names(canaries.photo.bytes.subarray(70, 150))).toEqual(new Set(['file.photo']))
  })

  it('says where it was and how it was written', () => {
    const text = `${'x'.repeat(1_000)} ${canaries.phone.text}`
    const [plain] = scanText('a log', text, canaries)
    expect(plain).toEqual({ canary: 'recipient.phone', source: 'a log', offset: 1_005, form: 'text' })
    const packed = Buffer.concat([randomBytes(5_000), gzipSync(Buffer.from(text).toString('base64'))])
    expect(scanBytes('a dump', packed, canaries)).toContainEqual({
      canary: 'recipient.phone',
      source: 'a dump',
      offset: 5_000,
      form: 'gzip, base64, text',
    })
    const hexadecimal = `${'{"input":"'}0x${'00'.repeat(500)}${Buffer.from(canaries.email.text).toString('hex')}`
    expect(scanText('a call', hexadecimal, canaries)).toContainEqual({
      canary: 'recipient.email',
      source: 'a call',
      offset: 12 + 1_000,
      form: 'hex, text',
    })
  })

  it('finds a record of the write-ahead log that a page cuts in two', () => {
    const bytes = Buffer.alloc(2 * 8_192)
    for (const page of [0, 8_192]) bytes.set([0x18, 0xd1], page)
    bytes.writeUInt16LE(2, 2)
    const text = Buffer.from(canaries.email.text)
    text.copy(bytes, 8_192 - 7, 0, 7)
    text.copy(bytes, 8_192 + 24, 7)
    expect(scanBytes('pg_wal', bytes, canaries)).toContainEqual({
      canary: 'recipient.email',
      source: 'pg_wal',
      offset: 8_192 - 7,
      form: 'write-ahead log, text',
    })
  })

  it('finds nothing in random bytes and their encodings, nor in the canaries of others', () => {
    const random = randomBytes(8 * 1024 * 1024)
    expect(scanBytes('random', random, canaries)).toEqual([])
    expect(scanText('random', random.subarray(0, 2e6).toString('base64'), canaries)).toEqual([])
    expect(scanText('random', random.subarray(0, 2e6).toString('hex'), canaries)).toEqual([])
    for (const other of Object.values(createCanaries()) as Canary[]) expect(find(content(other))).toEqual([])
  })

  it('refuses to say anything of a stream that is too large', () => {
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024))
    expect(() => find(bomb)).toThrow('packed stream')
  })
})

function zipEntry(bytes: Buffer, packed: Buffer, method: number): Buffer {
  const name = Buffer.from('photo.jpg')
  const header = Buffer.alloc(30)
  header.write('PK\x03\x04', 'latin1')
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(method, 8)
  header.writeUInt32LE(crc32(bytes), 14)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(bytes.length, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name, packed])
}

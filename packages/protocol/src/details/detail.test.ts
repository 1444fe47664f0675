import { concatHex, keccak256, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { type Hex, hashText } from '../bytes.ts'
import {
  checkField,
  commitBytes,
  commitDetail,
  type Detail,
  DetailError,
  decodeValue,
  encodeValue,
  MAX_VALUE_BYTES,
} from './detail.ts'

const detail: Detail = { field: 'recipient.name', value: 'Ada 王', salt: hashText('salt') }

function catchDetailError(call: () => unknown): DetailError {
  try {
    call()
  } catch (error) {
    expect(error).toBeInstanceOf(DetailError)
    return error as DetailError
  }
  throw new Error('nothing was refused')
}

describe('commitDetail', () => {
  it('is the hash that docs/specs/details.md says', () => {
    const parts: Hex[] = [
      '0x00',
      detail.salt,
      keccak256(toHex('recipient.name')),
      keccak256(toHex(detail.value)),
    ]
    expect(commitDetail(detail)).toBe(keccak256(concatHex(parts)))
    expect(commitBytes({ ...detail, bytes: new TextEncoder().encode(detail.value) })).toBe(
      commitDetail(detail),
    )
  })

  it.each<[string, Partial<Detail>]>([
    ['salt', { salt: hashText('another salt') }],
    ['field', { field: 'recipient.address' }],
    ['value', { value: 'Ada 汪' }],
  ])('changes with the %s', (_, change) => {
    expect(commitDetail({ ...detail, ...change })).not.toBe(commitDetail(detail))
  })

  it('takes a salt in either case, and no other number of bytes', () => {
    const upper = `0x${detail.salt.slice(2).toUpperCase()}` as Hex
    expect(commitDetail({ ...detail, salt: upper })).toBe(commitDetail(detail))
    for (const salt of ['0x', detail.salt.slice(0, -2), `${detail.salt}00`, detail.salt.slice(2)] as Hex[]) {
      expect(catchDetailError(() => commitDetail({ ...detail, salt })).field).toBe('recipient.name')
    }
  })
})

describe('checkField', () => {
  it.each(['recipient', 'recipient.name', 'goods.hsCode', 'message.0f3a', 'a.b.c.d', 'a'.repeat(64)])(
    'takes %s',
    (field) => {
      expect(() => checkField(field)).not.toThrow()
    },
  )

  it.each<unknown>([
    '',
    'Recipient',
    '1recipient',
    'recipient.',
    '.name',
    'recipient..name',
    'recipient name',
    'recipient\n',
    'recipient.name\n',
    'recipient_name',
    'empfänger',
    'a.b.c.d.e',
    'a'.repeat(65),
    undefined,
    null,
    1,
    ['recipient'],
    { toString: () => 'recipient', length: 9 },
  ])('refuses %j', (field) => {
    expect(catchDetailError(() => checkField(field as string)).code).toBe('DETAIL_INVALID')
  })

  it('shows no more of it than a field has characters', () => {
    const { field, message } = catchDetailError(() => checkField('x'.repeat(5_000)))
    expect(field).toHaveLength(64)
    expect(message.length).toBeLessThan(200)
  })
})

describe('a value', () => {
  it.each(['', 'a', '上海市', '😀', '\u{feff}mark', 'e\u0301', '\u0000', 'a'.repeat(4_096)])(
    'comes back as it was: %j',
    (value) => {
      expect(decodeValue('note', encodeValue('note', value))).toBe(value)
    },
  )

  it('has 4,096 bytes at most, not characters', () => {
    expect(encodeValue('note', '王'.repeat(1_365))).toHaveLength(4_095)
    const { message } = catchDetailError(() => encodeValue('note', '王'.repeat(1_366)))
    expect(message).toBe(`note: the value has 4098 bytes, of at most ${MAX_VALUE_BYTES}`)
  })

  it.each([
    ['half a pair', '\ud83d'],
    ['the other half', 'a\ude00b'],
    ['a number', 7],
    ['nothing', undefined],
  ])('is no ill-formed text: %s', (_, value) => {
    expect(() => encodeValue('note', value as string)).toThrow('note: the value is no well-formed text')
  })

  it.each([[[0xff]], [[0xc0, 0x80]], [[0xed, 0xa0, 0x80]], [[0x41, 0xe4, 0xb8]]])(
    'is not read from bytes that are no text: %j',
    (bytes) => {
      const error = catchDetailError(() => decodeValue('note', Uint8Array.from(bytes)))
      expect(error.field).toBe('note')
    },
  )
})

describe('DetailError', () => {
  const SECRET = 'Long Lane 1'
  const hex = toHex(SECRET).slice(2)
  const bytes = Uint8Array.from([...new TextEncoder().encode(SECRET), 0xff])

  it.each<[string, () => unknown]>([
    ['a value that is too long', () => commitDetail({ ...detail, value: SECRET.repeat(500) })],
    ['a value that is ill-formed', () => commitDetail({ ...detail, value: `${SECRET}\ud800` })],
    ['bytes that are no text', () => decodeValue('recipient.name', bytes)],
    ['a value where the salt should be', () => commitDetail({ ...detail, salt: SECRET as Hex })],
    ['a salt of another length', () => commitDetail({ ...detail, salt: `0x${hex}` })],
  ])('names the field and nothing of the value: %s', (_, call) => {
    const error = catchDetailError(call)
    expect(error.field).toBe('recipient.name')
    const told = JSON.stringify([error, error.message, String(error.cause), error.stack])
    for (const part of ['Long', hex.slice(0, 8), detail.salt.slice(2, 10)]) expect(told).not.toContain(part)
  })
})

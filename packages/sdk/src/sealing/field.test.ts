import { type Address, encodeHex, type Hex, type SealPlace } from '@cinnabar/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeContent, encodeContent } from './content.ts'
import { discloseField, openField, sealField } from './field.ts'
import { createSealingKey } from './sealingKey.ts'

const word = (digit: number): Hex => `0x${digit.toString(16).padStart(64, '0')}`
const account = (digit: number): Address => `0x${digit.toString(16).padStart(40, '0')}`
const place: SealPlace = {
  domain: { chainId: 7200, verifyingContract: account(0xe5c) },
  order: word(1),
  field: 'recipient.address',
  version: 1,
}
const content = { salt: word(9), bytes: new TextEncoder().encode('1 Long Lane, 上海') }

async function sealToReader() {
  const reader = createSealingKey()
  const { item, fieldKey } = await sealField(place, content)
  const who = { reader: account(2), key: reader.publicKey, reason: 'fulfilment' } as const
  return { reader, item, fieldKey, disclosure: await discloseField(place, fieldKey, who) }
}

/** The points of small order of RFC 7748, section 7: the shared secret is all zeros. */
const SMALL_ORDER = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]

describe('a sealed field', () => {
  it('is opened by its reader, who can disclose it to another one', async () => {
    const { reader, item, disclosure, fieldKey } = await sealToReader()
    const opened = await openField(place, item, disclosure, reader.privateKey)
    expect(opened).toEqual({ ...content, fieldKey })
    const next = createSealingKey()
    const who = { reader: account(3), key: next.publicKey, reason: 'carriage' } as const
    const further = await discloseField(place, opened.fieldKey, who)
    expect((await openField(place, item, further, next.privateKey)).bytes).toEqual(content.bytes)
  })

  it('opens with no other key', async () => {
    const { item, disclosure } = await sealToReader()
    const { privateKey } = createSealingKey()
    await expect(openField(place, item, disclosure, privateKey)).rejects.toMatchObject({ code: 'KEY_WRONG' })
  })

  it.each<[string, SealPlace]>([
    ['chain', { ...place, domain: { ...place.domain, chainId: 7201 } }],
    ['contract', { ...place, domain: { ...place.domain, verifyingContract: account(0xe5d) } }],
    ['order', { ...place, order: word(2) }],
    ['field', { ...place, field: 'recipient.name' }],
    ['version', { ...place, version: 2 }],
  ])('opens in no other place: %s', async (_, other) => {
    const { reader, item, disclosure, fieldKey } = await sealToReader()
    await expect(openField(other, item, disclosure, reader.privateKey)).rejects.toMatchObject({
      code: 'KEY_WRONG',
    })
    // Also where the field's key is known, the ciphertext itself is bound.
    const key = { reader: account(2), key: reader.publicKey, reason: 'own' } as const
    const moved = await discloseField(other, fieldKey, key)
    await expect(openField(other, item, moved, reader.privateKey)).rejects.toMatchObject({
      code: 'CIPHERTEXT_WRONG',
    })
  })

  it('is bound to the reader that it was disclosed to', async () => {
    const { reader, item, disclosure } = await sealToReader()
    const other = { ...disclosure, reader: account(3) }
    await expect(openField(place, item, other, reader.privateKey)).rejects.toMatchObject({
      code: 'KEY_WRONG',
    })
  })

  it('notices every changed, cut or exchanged byte', async () => {
    const { reader, item, disclosure } = await sealToReader()
    const open = (ciphertext: Hex, sealedKey = disclosure.sealedKey) =>
      openField(place, { ...item, ciphertext }, { ...disclosure, sealedKey }, reader.privateKey)
    for (let at = 2; at < item.ciphertext.length; at += 2) {
      await expect(open(flip(item.ciphertext, at))).rejects.toMatchObject({ code: 'CIPHERTEXT_WRONG' })
    }
    for (let at = 2; at < disclosure.sealedKey.length; at += 2) {
      await expect(open(item.ciphertext, flip(disclosure.sealedKey, at))).rejects.toMatchObject({
        code: 'KEY_WRONG',
      })
    }
    for (const cut of [2, 20, 56, item.ciphertext.length - 2]) {
      await expect(open(item.ciphertext.slice(0, cut) as Hex)).rejects.toMatchObject({
        code: 'CIPHERTEXT_WRONG',
      })
    }
    const another = await sealField(place, content)
    await expect(open(another.item.ciphertext)).rejects.toMatchObject({ code: 'CIPHERTEXT_WRONG' })
  })

  it('is refused when it is not what was committed to', async () => {
    const { reader, item, disclosure } = await sealToReader()
    const lie = { ...item, commitment: word(5) }
    await expect(openField(place, lie, disclosure, reader.privateKey)).rejects.toMatchObject({
      code: 'COMMITMENT_WRONG',
    })
  })

  it('is sealed anew each time', async () => {
    const [one, other] = [await sealField(place, content), await sealField(place, content)]
    expect(one.item.ciphertext).not.toBe(other.item.ciphertext)
    expect(one.item.commitment).toBe(other.item.commitment)
  })

  it.each(SMALL_ORDER)('is not sealed to a key of small order: %s', async (key) => {
    const { fieldKey } = await sealToReader()
    const who = { reader: account(2), key: `0x${key}`, reason: 'own' } as const
    await expect(discloseField(place, fieldKey, who)).rejects.toMatchObject({ code: 'READER_KEY_INVALID' })
  })

  it('never says in an error what it holds', async () => {
    const { item, disclosure } = await sealToReader()
    const { privateKey } = createSealingKey()
    const error = await openField(place, item, disclosure, privateKey).catch((error: Error) => error)
    expect(JSON.stringify([error, String(error)])).not.toMatch(
      new RegExp(`Long Lane|${encodeHex(privateKey).slice(2)}`),
    )
  })
})

describe('the content of a field', () => {
  it('comes back as it was, whatever its size', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (bytes) => {
        const encoded = encodeContent({ salt: word(3), bytes })
        expect(decodeContent(encoded, 'note')).toEqual({ salt: word(3), bytes })
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    [0, 256],
    [219, 256],
    [220, 512],
    [65_499, 65_536],
    [65_500, 131_072],
    [200_000, 262_144],
  ])('of %i bytes takes %i, so that its size tells little', (size, padded) => {
    expect(encodeContent({ salt: word(3), bytes: new Uint8Array(size) })).toHaveLength(padded)
  })

  it('with anything in its padding, or another size or version, is refused', () => {
    const encoded = encodeContent({ salt: word(3), bytes: Uint8Array.of(1) })
    const change = (at: number) => encoded.map((byte, index) => (index === at ? byte ^ 1 : byte))
    for (const wrong of [change(0), change(33), change(255), encoded.subarray(0, 255), new Uint8Array(0)]) {
      expect(() => decodeContent(wrong, 'note')).toThrow(/note: .*no content/)
    }
  })
})

function flip(hex: Hex, at: number): Hex {
  const digit = (Number.parseInt(hex[at]!, 16) ^ 1).toString(16)
  return `${hex.slice(0, at)}${digit}${hex.slice(at + 1)}` as Hex
}

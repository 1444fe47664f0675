import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
} from 'node:crypto'
import { decodeHex, type Hex } from '@cinnabar/protocol'
import { describe, expect, it } from 'vitest'
import { createSealingKey, KeyUnusableError } from '../index.ts'
import { openSealed, sealToKey, type SealContext, type SealedShare } from './hpke.ts'

const recipient = createSealingKey(new Uint8Array(32).fill(9))
const context: SealContext = { info: 'cinnabar/v1 test', aad: `0x${'0b'.repeat(16)}` }
const plaintext = new Uint8Array(32).fill(5)

describe('what is sealed to a key', () => {
  it('is opened by Node’s own cryptography as RFC 9180 says', async () => {
    const sealed = await sealToKey(plaintext, { ...context, publicKey: recipient.publicKey })
    expect(openByNode(sealed, recipient.privateKey, context)).toEqual(Buffer.from(plaintext))
  })

  it('opens for its key and its place only, and unchanged', async () => {
    const sealed = await sealToKey(plaintext, { ...context, publicKey: recipient.publicKey })
    const { privateKey } = recipient
    expect(await openSealed(sealed, { ...context, privateKey })).toEqual(plaintext)
    const other = new Uint8Array(32).fill(10)
    expect(await openSealed(sealed, { ...context, privateKey: other })).toBeUndefined()
    expect(await openSealed(sealed, { ...context, privateKey, info: 'cinnabar/v1 other' })).toBeUndefined()
    expect(await openSealed(sealed, { ...context, privateKey, aad: '0x0b' })).toBeUndefined()
    for (const part of ['enc', 'ciphertext'] as const) {
      const changed = { ...sealed, [part]: flip(sealed[part]) }
      expect(await openSealed(changed, { ...context, privateKey })).toBeUndefined()
    }
    expect((await sealToKey(plaintext, { ...context, publicKey: recipient.publicKey })).enc).not.toBe(
      sealed.enc,
    )
  })

  it('is not opened with an encapsulated key of small order, or when it was cut', async () => {
    const { privateKey } = recipient
    for (const enc of [
      `0x${'00'.repeat(32)}`,
      `0x01${'00'.repeat(31)}`,
      `0xec${'ff'.repeat(30)}7f`,
    ] as const) {
      const sealed = { enc, ciphertext: `0x${'00'.repeat(48)}` as const }
      expect(await openSealed(sealed, { ...context, privateKey })).toBeUndefined()
    }
    const sealed = await sealToKey(plaintext, { ...context, publicKey: recipient.publicKey })
    for (const size of [0, 1, 15, 16, 31, 47]) {
      const ciphertext = sealed.ciphertext.slice(0, 2 + 2 * size) as Hex
      expect(await openSealed({ ...sealed, ciphertext }, { ...context, privateKey })).toBeUndefined()
      const enc = sealed.enc.slice(0, 2 + 2 * Math.min(size, 31)) as Hex
      expect(await openSealed({ ...sealed, enc }, { ...context, privateKey })).toBeUndefined()
    }
  })

  it('is not sealed to a key that anybody can open', async () => {
    for (const publicKey of [`0x${'00'.repeat(32)}`, `0x01${'00'.repeat(31)}`, '0x02'] as const) {
      await expect(sealToKey(plaintext, { ...context, publicKey })).rejects.toThrow(KeyUnusableError)
    }
  })
})

function flip(hex: Hex): Hex {
  return `0x${hex[2] === '0' ? '1' : '0'}${hex.slice(3)}`
}

/** RFC 9180: Decap of section 4.1, KeySchedule of section 5.1 in mode base, Open of section 5.2 at sequence 0. */
function openByNode(
  { enc, ciphertext }: SealedShare,
  privateKey: Uint8Array,
  { info, aad }: SealContext,
): Buffer {
  const kem = Buffer.from('KEM\x00\x20')
  const suite = Buffer.concat([Buffer.from('HPKE'), Buffer.of(0, 0x20, 0, 1, 0, 2)])
  const extract = (id: Buffer, salt: Buffer, label: string, ikm: Buffer) =>
    createHmac('sha256', salt)
      .update(Buffer.concat([Buffer.from('HPKE-v1'), id, Buffer.from(label), ikm]))
      .digest()
  const expand = (id: Buffer, prk: Buffer, label: string, about: Buffer, size: number) => {
    const labelled = Buffer.concat([
      Buffer.of(0, size),
      Buffer.from('HPKE-v1'),
      id,
      Buffer.from(label),
      about,
    ])
    return createHmac('sha256', prk).update(labelled).update(Buffer.of(1)).digest().subarray(0, size)
  }
  const none = Buffer.alloc(0)
  const key = privateKeyOf(privateKey)
  const own = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  const dh = diffieHellman({ privateKey: key, publicKey: publicKeyOf(decodeHex(enc)) })
  const shared = expand(
    kem,
    extract(kem, none, 'eae_prk', dh),
    'shared_secret',
    Buffer.concat([decodeHex(enc), own]),
    32,
  )
  const about = Buffer.concat([
    Buffer.of(0),
    extract(suite, none, 'psk_id_hash', none),
    extract(suite, none, 'info_hash', Buffer.from(info)),
  ])
  const secret = extract(suite, shared, 'secret', none)
  const bytes = Buffer.from(decodeHex(ciphertext))
  const opener = createDecipheriv(
    'aes-256-gcm',
    expand(suite, secret, 'key', about, 32),
    expand(suite, secret, 'base_nonce', about, 12),
  )
  opener.setAAD(decodeHex(aad)).setAuthTag(bytes.subarray(-16))
  return Buffer.concat([opener.update(bytes.subarray(0, -16)), opener.final()])
}

function privateKeyOf(bytes: Uint8Array): KeyObject {
  const der = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), bytes])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

function publicKeyOf(bytes: Uint8Array): KeyObject {
  const der = Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), bytes])
  return createPublicKey({ key: der, format: 'der', type: 'spki' })
}

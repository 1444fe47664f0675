import { addressOfPrivateKey, type Hex, hashText, recoverSigner, signDigest } from '@cinnabar/protocol'
import { describe, expect, it } from 'vitest'
import { recoversTo } from './recovers.ts'

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

describe('recoversTo', () => {
  const key = hashText('a key')
  const signer = addressOfPrivateKey(key)

  it('agrees with the protocol package on fifty signatures', () => {
    for (let index = 0; index < 50; index += 1) {
      const digest = hashText(`message ${index}`)
      const signature = signDigest(digest, key)
      expect(recoverSigner(digest, signature)).toBe(signer)
      expect(recoversTo(signer, digest, signature)).toBe(true)
      expect(recoversTo(addressOfPrivateKey(hashText('another key')), digest, signature)).toBe(false)
      expect(recoversTo(signer, hashText('another message'), signature)).toBe(false)
    }
  })

  it('refuses the other form of a signature, with high s', () => {
    const digest = hashText('message')
    const signature = signDigest(digest, key)
    const s = ORDER - BigInt(`0x${signature.slice(66, 130)}`)
    const v = signature.endsWith('1b') ? '1c' : '1b'
    const high = `${signature.slice(0, 66)}${s.toString(16).padStart(64, '0')}${v}` as Hex
    expect(recoversTo(signer, digest, high)).toBe(false)
  })

  it('refuses v of 0 and 1, other lengths, and zeros', () => {
    const digest = hashText('message')
    const signature = signDigest(digest, key)
    for (const other of [
      `${signature.slice(0, 130)}00`,
      `${signature.slice(0, 130)}01`,
      signature.slice(0, 130),
      `${signature}00`,
      '0x',
      `0x${'00'.repeat(64)}1b`,
    ]) {
      expect(recoversTo(signer, digest, other as Hex)).toBe(false)
    }
  })
})

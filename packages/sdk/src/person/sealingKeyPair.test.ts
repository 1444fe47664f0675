import { decodeHex, encodeHex, type Hex } from '@cinnabar/protocol'
import { describe, expect, it } from 'vitest'
import { createSealingKeyPair, KeyUnusableError } from '../index.ts'

describe('a sealing key', () => {
  it('shares the secret that RFC 7748 says, section 5.2', async () => {
    const key = createSealingKeyPair(
      decodeHex('0xa546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4'),
    )
    const shared = await key.deriveSharedSecret(
      '0xe6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c',
    )
    expect(encodeHex(shared)).toBe('0xc3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552')
  })

  it('shares one secret with another', async () => {
    const [a, b] = [1, 2].map((byte) => createSealingKeyPair(new Uint8Array(32).fill(byte)))
    expect(await a!.deriveSharedSecret(b!.publicKey)).toEqual(await b!.deriveSharedSecret(a!.publicKey))
  })

  it('refuses keys of low order', async () => {
    const key = createSealingKeyPair(new Uint8Array(32).fill(1))
    // Zero, one, p − 1.
    const low: Hex[] = [`0x${'00'.repeat(32)}`, `0x01${'00'.repeat(31)}`, `0xec${'ff'.repeat(30)}7f`]
    for (const publicKey of low)
      await expect(key.deriveSharedSecret(publicKey)).rejects.toThrow(KeyUnusableError)
    await expect(key.deriveSharedSecret('0x00')).rejects.toThrow('32 bytes')
  })
})

import { secp256k1 } from '@noble/curves/secp256k1.js'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { type Hex, hashText } from '../bytes.ts'
import { addressOfPrivateKey, recoverSigner, SignatureError, signDigest } from './signature.ts'

const KEY: Hex = `0x${'00'.repeat(30)}1001`
const DIGEST = hashText('digest')
const reasonOf = (signature: Hex) => {
  try {
    recoverSigner(DIGEST, signature)
  } catch (error) {
    return (error as SignatureError).reason
  }
}

describe('signDigest', () => {
  it('signs as other wallets do', async () => {
    const wallet = privateKeyToAccount(KEY)
    expect(signDigest(DIGEST, KEY)).toBe(await wallet.sign({ hash: DIGEST }))
    expect(addressOfPrivateKey(KEY)).toBe(wallet.address.toLowerCase())
  })
})

describe('recoverSigner', () => {
  const signature = signDigest(DIGEST, KEY)

  it('finds the account that signed', () => {
    expect(recoverSigner(DIGEST, signature)).toBe(addressOfPrivateKey(KEY))
    expect(recoverSigner(hashText('other'), signature)).not.toBe(addressOfPrivateKey(KEY))
  })

  it('refuses the twin with high s', () => {
    const s = BigInt(`0x${signature.slice(66, 130)}`)
    const high = (secp256k1.Point.CURVE().n - s).toString(16).padStart(64, '0')
    const v = signature.endsWith('1b') ? '1c' : '1b'
    expect(reasonOf(`${signature.slice(0, 66)}${high}${v}` as Hex)).toBe('highS')
  })

  it('refuses other lengths, other v and values outside the curve', () => {
    expect(reasonOf(signature.slice(0, -2) as Hex)).toBe('length')
    expect(reasonOf('0x')).toBe('length')
    for (const v of ['00', '01', '1d']) expect(reasonOf(`${signature.slice(0, -2)}${v}` as Hex)).toBe('v')
    expect(reasonOf(`0x${'00'.repeat(64)}1b`)).toBe('curve')
    expect(reasonOf(`0x${'ff'.repeat(64)}1b`)).toBe('curve')
  })

  it('throws what callers can tell apart', () => {
    expect(() => recoverSigner(DIGEST, '0x')).toThrow(SignatureError)
  })
})

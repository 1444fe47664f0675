import { p256 } from '@noble/curves/nist.js'
import { decodeAbiParameters, parseAbiParameters } from 'viem'
import { describe, expect, it } from 'vitest'
import { concatHex, decodeHex, encodeHex, encodeWord, type Hex, hashText } from '../bytes.ts'
import { challengeOf, encodePasskeySignature, WebAuthnAssertionError } from './webAuthn.ts'

const AUTH = parseAbiParameters(
  'uint256 r, uint256 s, uint256 challengeIndex, uint256 typeIndex, bytes data, string json',
)
const ORDER = p256.Point.Fn.ORDER
const KEY = decodeHex(encodeWord(7n))
const text = (value: string): Hex => encodeHex(new TextEncoder().encode(value))
const CLIENT_DATA = text('{"origin":"https://café.example","type":"webauthn.get","challenge":"AAAA"}')

function derOf(r: bigint, s: bigint): Hex {
  return encodeHex(new p256.Signature(r, s).toBytes('der'))
}

function encode(signature: Hex, clientDataJSON: Hex = CLIENT_DATA) {
  const bytes = encodePasskeySignature(1, { authenticatorData: '0xabcdef', clientDataJSON, signature })
  return { index: bytes.slice(0, 4), fields: decodeAbiParameters(AUTH, `0x${bytes.slice(4)}`) }
}

describe('encodePasskeySignature', () => {
  it('is the index and the fields as other libraries decode them', () => {
    const { index, fields } = encode(derOf(5n, 6n))
    expect(index).toBe('0x01')
    const json = new TextDecoder().decode(decodeHex(CLIENT_DATA))
    // é has two bytes: indices count bytes.
    expect(fields).toEqual([
      5n,
      6n,
      BigInt(json.indexOf('"challenge"') + 1),
      BigInt(json.indexOf('"type"') + 1),
      '0xabcdef',
      json,
    ])
  })

  it('turns the high form of s into the low one, which the account takes', () => {
    let high = 0
    for (let i = 0; i < 32; i++) {
      const digest = decodeHex(hashText(`message ${i}`))
      const signature = p256.sign(digest, KEY, { prehash: false, lowS: false, format: 'der' })
      const [r, s] = encode(encodeHex(signature)).fields
      const original = p256.Signature.fromBytes(signature, 'der')
      if (original.s !== s) high++
      expect(s <= ORDER / 2n).toBe(true)
      const verified = p256.verify(new p256.Signature(r, s).toBytes(), digest, p256.getPublicKey(KEY), {
        prehash: false,
        lowS: true,
      })
      expect(verified).toBe(true)
    }
    expect(high).toBeGreaterThan(4)
  })

  it.each([
    ['type', derOf(5n, 6n), text('{"type":"webauthn.create","challenge":"AAAA"}')],
    ['challenge', derOf(5n, 6n), text('{"type":"webauthn.get"}')],
    ['signature', concatHex(encodeWord(5n), encodeWord(6n)), CLIENT_DATA],
  ] as const)('refuses an assertion by its %s', (reason, signature, clientData) => {
    let thrown: unknown
    try {
      encode(signature, clientData)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(WebAuthnAssertionError)
    expect(thrown).toMatchObject({ code: 'ASSERTION_INVALID', reason })
  })
})

describe('challengeOf', () => {
  it('is the digest itself', () => {
    expect(encodeHex(challengeOf(hashText('digest')))).toBe(hashText('digest'))
  })
})

import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { type Credential, encodeHex, type WebAuthnAssertion } from '@cinnabar/protocol'

/** An authenticator of tests: a P-256 key that signs what WebAuthn signs. */
export type TestPasskey = {
  readonly credential: Credential
  assert(challenge: Uint8Array): Promise<WebAuthnAssertion>
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()
const fromBase64 = (text: string) => encodeHex(Buffer.from(text, 'base64url'))

/** A new key. */
export function createTestPasskey(): TestPasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  return {
    credential: { qx: fromBase64(x!), qy: fromBase64(y!), presenceOnly: false },
    async assert(challenge) {
      const clientData = Buffer.from(
        JSON.stringify({
          type: 'webauthn.get',
          challenge: Buffer.from(challenge).toString('base64url'),
          origin: 'https://shop.example',
          crossOrigin: false,
        }),
      )
      // User present and verified; a count of zero.
      const authenticatorData = Buffer.concat([sha256('shop.example'), Buffer.from('0500000000', 'hex')])
      const signed = Buffer.concat([authenticatorData, sha256(clientData)])
      return {
        authenticatorData: encodeHex(authenticatorData),
        clientDataJSON: encodeHex(clientData),
        signature: encodeHex(sign('sha256', signed, { key: privateKey, dsaEncoding: 'der' })),
      }
    },
  }
}

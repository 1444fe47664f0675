import { checkSecret, deriveBytes } from './deriveBytes.ts'

/**
 * The root of who starts with this passkey. Only the first passkey of a person is asked so: later ones hold the same
 * root wrapped, see {@link addPasskeyWay}.
 *
 * @param secret - The passkey's 32 bytes, of {@link readPasskeySecret}.
 * @returns 32 bytes, for {@link createPersonKeys} and {@link createWays}.
 */
export function deriveRoot(secret: Uint8Array): Uint8Array<ArrayBuffer> {
  checkSecret(secret, 'passkey secret')
  return deriveBytes(secret, { purpose: 'root' })
}

/** A root that follows from nothing, for a device whose passkeys have no secret: see {@link openDeviceRoot}. */
export function createRandomRoot(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(32))
}

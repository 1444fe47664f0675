import { encodeHex } from '@cinnabar/protocol'
import { mapHashToField } from '@noble/curves/abstract/modular.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { deriveBytes, type Purpose } from './deriveBytes.ts'

/** An account that follows from a root. */
export function deriveAccount(
  root: Uint8Array,
  { purpose, context }: { purpose: Extract<Purpose, 'order account' | 'ways account'>; context: Uint8Array },
): PrivateKeyAccount {
  // FIPS 186-5, A.2.1: 128 bits more than the order has, so that no scalar is likelier than another.
  const wide = deriveBytes(root, { purpose, context, size: 48 })
  return privateKeyToAccount(encodeHex(mapHashToField(wide, secp256k1.Point.Fn.ORDER)))
}

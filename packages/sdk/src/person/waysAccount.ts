import { encodeHex, type ProtocolDomain } from '@cinnabar/protocol'
import { mapHashToField } from '@noble/curves/abstract/modular.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { placeOf } from './createPersonKeys.ts'
import { deriveBytes } from './deriveBytes.ts'

/** The account that keeps a person's document at a service. It has no part in any order. */
export function waysAccountOf(root: Uint8Array, domain: ProtocolDomain): PrivateKeyAccount {
  const wide = deriveBytes(root, { purpose: 'ways account', context: placeOf(domain), size: 48 })
  return privateKeyToAccount(encodeHex(mapHashToField(wide, secp256k1.Point.Fn.ORDER)))
}

import type { ProtocolDomain } from '@cinnabar/protocol'
import type { PrivateKeyAccount } from 'viem/accounts'
import { placeOf } from './createPersonKeys.ts'
import { deriveAccount } from './deriveAccount.ts'

/** The account that keeps a person's document at a service. It has no part in any order. */
export function waysAccountOf(root: Uint8Array, domain: ProtocolDomain): PrivateKeyAccount {
  return deriveAccount(root, { purpose: 'ways account', context: placeOf(domain) })
}

import {
  concatHex,
  decodeHex,
  encodeHex,
  encodeWord,
  type Hex,
  parseAddress,
  type ProtocolDomain,
} from '@cinnabar/protocol'
import type { PrivateKeyAccount } from 'viem/accounts'
import { deriveAccount } from './deriveAccount.ts'
import { checkSecret, deriveBytes } from './deriveBytes.ts'
import { createSealingKey, type SealingKey } from '../sealing/sealingKey.ts'

/** The keys of a person on one network. Whoever has the root has them all. */
export type PersonKeys = {
  /** The long-lived one, which the key registry may show. */
  readonly sealingKey: SealingKey
  /**
   * An account that is used for one order: a signer for every action of this package.
   *
   * @param index - 0 to 2³² − 1. Nothing about an account tells its index or its owner.
   * @throws RangeError for another index.
   */
  orderAccount(index: number): PrivateKeyAccount
  /** A sealing key that is used for one order, so that orders are not linked by it. Throws RangeError. */
  orderSealingKey(index: number): SealingKey
}

/**
 * All keys of a person follow from 32 bytes, and differ with chain and escrow: who looks at two networks does not see
 * that a person is on both.
 *
 * @param root - Of {@link deriveRoot}, or 32 random bytes. Not copied into any error.
 * @throws RangeError for a root of another size, AddressError.
 * @see docs/specs/person-keys.md
 */
export function createPersonKeys(root: Uint8Array, domain: ProtocolDomain): PersonKeys {
  checkSecret(root, 'root')
  const place = encodeHex(placeOf(domain))
  const held = Uint8Array.from(root)
  return {
    sealingKey: createSealingKey(deriveBytes(held, { purpose: 'sealing key', context: decodeHex(place) })),
    orderAccount: (index) =>
      deriveAccount(held, { purpose: 'order account', context: contextOf(place, index) }),
    orderSealingKey(index) {
      const context = contextOf(place, index)
      return createSealingKey(deriveBytes(held, { purpose: 'order sealing key', context }))
    },
  }
}

/** Chain and escrow, as one word each. */
export function placeOf({ chainId, verifyingContract }: ProtocolDomain): Uint8Array {
  return decodeHex(concatHex(encodeWord(BigInt(chainId)), encodeWord(parseAddress(verifyingContract))))
}

/** Chain, escrow, and the index as four bytes. */
function contextOf(place: Hex, index: number): Uint8Array {
  if (!Number.isSafeInteger(index) || index < 0 || index > 0xffff_ffff) {
    throw new RangeError(`an index is a whole number from 0 to 2^32 − 1, got ${index}`)
  }
  return decodeHex(concatHex(place, `0x${index.toString(16).padStart(8, '0')}`))
}

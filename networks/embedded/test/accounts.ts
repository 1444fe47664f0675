import { pointFromScalar, signRecoverable } from 'tiny-secp256k1'
import { keccak256, serializeTransaction, type TransactionSerializable, toHex } from 'viem'

/** A key that signs for one chain, counting its nonces; some twenty times as fast as viem's. */
export interface TestAccount {
  address: `0x${string}`
  /** A plain transfer of nothing unless `changes` say otherwise; the nonce counts on unless one is given. */
  sign(changes?: Partial<TransactionSerializable>): `0x${string}`
}

export function createTestAccount(seed: number, chainId: number): TestAccount {
  const key = Buffer.from(keccak256(toHex(`cinnabar ledger test account ${seed}`)).slice(2), 'hex')
  const address = `0x${keccak256(pointFromScalar(key, false)!.subarray(1)).slice(26)}` as const
  let next = 0
  return {
    address,
    sign(changes = {}) {
      const transaction = {
        type: 'eip1559',
        chainId,
        nonce: changes.nonce ?? next++,
        gas: 21_000n,
        maxFeePerGas: 0n,
        maxPriorityFeePerGas: 0n,
        to: '0x00000000000000000000000000000000000000aa',
        value: 0n,
        ...changes,
      } as TransactionSerializable
      const digest = keccak256(serializeTransaction(transaction), 'bytes')
      const { signature, recoveryId } = signRecoverable(digest, key)
      return serializeTransaction(transaction, {
        r: toHex(signature.subarray(0, 32)),
        s: toHex(signature.subarray(32)),
        yParity: recoveryId,
      })
    },
  }
}

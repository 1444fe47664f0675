import { toFunctionSelector, toFunctionSignature } from 'viem'
import { describe, expect, it } from 'vitest'
import { escrowAbi } from '../generated/escrowAbi.ts'

// What contracts/src/accounts/PayeeLock.sol takes for granted of the escrow. When one of these fails, the lock has
// to learn of the new function before it may pass again: else a stolen passkey moves money through it.
describe('the payee lock', () => {
  const functions = escrowAbi.filter((item) => item.type === 'function')

  it('knows every function of the escrow that names a recipient, in the third place', () => {
    const named = functions.filter(({ inputs }) =>
      inputs.some(({ name }) => /recipient|to$|receiver|beneficiary/.test(name)),
    )
    expect(named.map(({ name }) => name).sort()).toEqual(['deposit', 'postBond', 'withdraw', 'withdrawBond'])
    for (const { inputs } of named) {
      expect(inputs.findIndex(({ name }) => name === 'recipient')).toBe(2)
      expect(inputs.slice(0, 3).every(({ type }) => /^(address|u?int\d+)$/.test(type))).toBe(true)
    }
  })

  it('opens every function that carries calls', () => {
    const carriers = functions.filter(({ inputs }) =>
      inputs.some(({ type }) => (type as string) === 'bytes[]'),
    )
    for (const carrier of carriers)
      expect(toFunctionSelector(toFunctionSignature(carrier))).toBe(
        toFunctionSelector('batch(bytes[],uint256)'),
      )
  })
})

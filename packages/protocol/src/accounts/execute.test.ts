import { hashTypedData } from 'viem'
import { describe, expect, it } from 'vitest'
import { hashExecution } from './execute.ts'

const AT = { chainId: 31_337, account: '0x000000000000000000000000000000000000acc0' } as const
const CALL = { target: '0x0000000000000000000000000000000000007070', value: 3n, data: '0xdeadbeef' } as const
const EXECUTION = { calls: [CALL, { ...CALL, data: '0x' as const }], nonce: 5n, until: 1_800_000_000 }

describe('hashExecution', () => {
  it('is the EIP-712 digest that other libraries compute', () => {
    for (const execution of [EXECUTION, { ...EXECUTION, calls: [] }]) {
      const oracle = hashTypedData({
        domain: { name: 'PasskeyAccount', version: '1', chainId: AT.chainId, verifyingContract: AT.account },
        types: {
          Execute: [
            { name: 'calls', type: 'Call[]' },
            { name: 'nonce', type: 'uint256' },
            { name: 'until', type: 'uint40' },
          ],
          Call: [
            { name: 'target', type: 'address' },
            { name: 'value', type: 'uint256' },
            { name: 'data', type: 'bytes' },
          ],
        },
        primaryType: 'Execute',
        message: execution,
      })
      expect(hashExecution(execution, AT)).toBe(oracle)
    }
  })

  it('binds chain and account', () => {
    const digest = hashExecution(EXECUTION, AT)
    expect(hashExecution(EXECUTION, { ...AT, chainId: 1 })).not.toBe(digest)
    expect(hashExecution(EXECUTION, { ...AT, account: CALL.target })).not.toBe(digest)
  })
})

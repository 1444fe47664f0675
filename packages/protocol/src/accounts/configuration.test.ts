import { encodeFunctionData, getContractAddress, keccak256 } from 'viem'
import { describe, expect, it } from 'vitest'
import { passkeyAccountFactoryAbi } from '../generated/passkeyAccountFactoryAbi.ts'
import { hashText } from '../bytes.ts'
import {
  type AccountConfiguration,
  encodeConfiguration,
  encodeCreateAccount,
  passkeyAccountAddress,
} from './configuration.ts'

const FACTORY = '0x00000000000000000000000000000000000fac70'
const CREDENTIAL = { qx: hashText('x'), qy: hashText('y'), presenceOnly: true }
const CONFIGURATION: AccountConfiguration = {
  credentials: [CREDENTIAL, { ...CREDENTIAL, qx: hashText('z'), presenceOnly: false }],
  guardian: '0x00000000000000000000000000000000000060a2',
  payees: ['0x000000000000000000000000000000000000ba4c'],
  salt: hashText('salt'),
}

describe('encodeCreateAccount', () => {
  it('is the call that other libraries encode', () => {
    for (const configuration of [
      CONFIGURATION,
      { ...CONFIGURATION, payees: [], credentials: [CREDENTIAL] },
    ]) {
      const oracle = encodeFunctionData({
        abi: passkeyAccountFactoryAbi,
        functionName: 'createAccount',
        args: [configuration],
      })
      expect(encodeCreateAccount(configuration)).toBe(oracle)
    }
  })
})

describe('passkeyAccountAddress', () => {
  it('is that of a clone of the first contract that the factory made', () => {
    const implementation = getContractAddress({ from: FACTORY, nonce: 1n })
    const address = getContractAddress({
      opcode: 'CREATE2',
      from: FACTORY,
      salt: keccak256(encodeConfiguration(CONFIGURATION)),
      bytecode: `0x3d602d80600a3d3981f3363d3d373d3d3d363d73${implementation.slice(2)}5af43d82803e903d91602b57fd5bf3`,
    })
    expect(passkeyAccountAddress(FACTORY, CONFIGURATION)).toBe(address.toLowerCase())
  })

  it('changes with every part of the configuration, and with the factory', () => {
    const [first, second] = CONFIGURATION.credentials
    const others: AccountConfiguration[] = [
      CONFIGURATION,
      { ...CONFIGURATION, credentials: [second!, first!] },
      { ...CONFIGURATION, credentials: [first!] },
      { ...CONFIGURATION, credentials: [{ ...first!, presenceOnly: false }, second!] },
      { ...CONFIGURATION, guardian: FACTORY },
      { ...CONFIGURATION, payees: [] },
      { ...CONFIGURATION, payees: [FACTORY] },
      { ...CONFIGURATION, salt: hashText('pepper') },
    ]
    const seen = new Set(others.map((configuration) => passkeyAccountAddress(FACTORY, configuration)))
    seen.add(passkeyAccountAddress(CONFIGURATION.guardian, CONFIGURATION))
    expect(seen.size).toBe(others.length + 1)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { escrowAbi } from '../generated/escrowAbi.ts'
import { ACTION_TYPES, ORDER_FIELDS, WINDOWS_FIELDS } from '../typedData/types.ts'
import { errorSignature, REFUSALS, type RefusalReason } from './refusals.ts'
import { Ending, State } from './state.ts'

type Item = { type: string; name?: string; inputs?: readonly { name: string; type: string }[] }
const abi = escrowAbi as readonly Item[]
const listed = (type: string) => abi.filter((item) => item.type === type)

const EVENT_FIELDS: Readonly<Record<string, string>> = {
  Deposited: 'token account amount',
  Withdrawn: 'token account recipient amount',
  BondPosted: 'token account recipient amount',
  BondWithdrawn: 'token account recipient amount',
  OperatorSet: 'account operator until',
  NonceBurnt: 'account nonce',
  OrderFunded: 'order terms state deadline fromBalance',
  OrderAccepted: 'order deadline',
  OrderInspected: 'order record deadline',
  OrderApproved: 'order byDefault deadline',
  OrderShipped: 'order record deadline',
  OrderDelivered: 'order record deadline',
  OrderHanded: 'order record deadline',
  OrderDisputed: 'order by record deadline',
  OrderEscalated: 'order by deadline',
  OrderBackup: 'order deadline',
  OrderExtended: 'order deadline',
  OrderClaimed: 'order total document deadline',
  OrderDrawn: 'order total record',
  OrderSettled: 'order ending sellerGross fee bondPaid reimbursed',
  OrderRefunded: 'order amount',
}

const solidity = (path: string) =>
  readFileSync(new URL(`../../../../contracts/src/${path}`, import.meta.url), 'utf8')

describe('the lifecycle speaks as the contract does', () => {
  it('names every reason after an error of the contract', () => {
    const errors = listed('error').map(
      ({ name, inputs = [] }) => `${name}(${inputs.map(({ type }) => type).join()})`,
    )
    for (const reason of Object.keys(REFUSALS) as RefusalReason[])
      expect(errors).toContain(errorSignature(reason))
  })

  it('has a reason for every error that the contract declares', () => {
    const declared = [...solidity('interfaces/IEscrow.sol').matchAll(/^\s*error (\w+)\(/gm)].map(
      ([, name]) => name,
    )
    const named = (Object.keys(REFUSALS) as RefusalReason[]).map(
      (reason) => errorSignature(reason).split('(')[0],
    )
    expect(declared.sort()).toEqual(named.sort())
  })

  it('emits events with the fields of the contract', () => {
    const events = listed('event').map(({ name, inputs = [] }) => [
      name,
      inputs.map((input) => input.name).join(' '),
    ])
    expect(Object.fromEntries(events)).toMatchObject(EVENT_FIELDS)
  })

  it('signs the types that the contract hashes', () => {
    const types = solidity('libraries/ActionTypes.sol')
    for (const [name, fields] of Object.entries(ACTION_TYPES)) expect(types).toContain(`"${name}(${fields})"`)
    expect(types).toContain(`"Order(${ORDER_FIELDS})Windows(${WINDOWS_FIELDS})"`)
  })

  it('numbers states and endings as the contract does', () => {
    const source = solidity('interfaces/IEscrow.sol')
    const names = (kind: string) => new RegExp(`enum ${kind} \\{([^}]*)\\}`).exec(source)![1]!.match(/\w+/g)
    expect(Object.keys(State)).toEqual(names('State'))
    expect(Object.values(State)).toEqual(names('State')!.map((_, i) => i))
    expect(Object.keys(Ending)).toEqual(names('Ending'))
  })
})

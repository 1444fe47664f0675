import { readFileSync } from 'node:fs'
import {
  hashTypedData,
  keccak256 as viemKeccak,
  encodeAbiParameters,
  parseAbiParameters,
  toBytes,
} from 'viem'
import { describe, expect, it } from 'vitest'
import { DOMAIN, TERMS } from '../../test/playOrder.ts'
import { ACCOUNTS } from '../../vectors/stage.ts'
import { buildIds } from '../../vectors/ids.ts'
import { decodeTerms } from '../termsCodec.ts'
import { authorizationTypedData, depositNonce, fundAuthorization, hashAuthorization } from './erc3009.ts'
import { hashAction, orderId } from './hash.ts'
import { hashPermit, permitTypedData } from './permit.ts'
import { depositPermit2, fundPermit2, hashPermit2, permit2TypedData } from './permit2.ts'
import { toTypedData, type TypedData } from './typedData.ts'
import type { ActionMessage, ActionType } from './types.ts'

const oracle = (data: TypedData) => hashTypedData(data as unknown as Parameters<typeof hashTypedData>[0])
const ids = JSON.parse(readFileSync(new URL('../../vectors/ids.json', import.meta.url), 'utf8'))

describe('orderId', () => {
  it('is the EIP-712 digest that other libraries compute', () => {
    for (const { terms: json, id } of ids.orders) {
      const terms = decodeTerms(json)
      expect(orderId(terms, ids.domain)).toBe(id)
      expect(oracle(toTypedData('Order', terms, ids.domain))).toBe(id)
    }
  })

  it('changes with every field, chain and contract', () => {
    const seen = new Set([orderId(TERMS, DOMAIN)])
    const record = TERMS as unknown as Record<string, unknown>
    for (const [field, value] of Object.entries(record)) {
      const other =
        typeof value === 'bigint' ? value + 1n : typeof value === 'number' ? value + 1 : bump(value)
      seen.add(orderId({ ...TERMS, [field]: other }, DOMAIN))
    }
    for (const [name, span] of Object.entries(TERMS.windows)) {
      seen.add(orderId({ ...TERMS, windows: { ...TERMS.windows, [name]: span + 1 } }, DOMAIN))
    }
    seen.add(orderId(TERMS, { ...DOMAIN, chainId: 1 }))
    seen.add(orderId(TERMS, { ...DOMAIN, verifyingContract: TERMS.buyer }))
    expect(seen.size).toBe(1 + Object.keys(record).length + 8 + 2)
  })

  it('refuses a value that does not fit its type', () => {
    expect(() => orderId({ ...TERMS, feeBps: 65_536 }, DOMAIN)).toThrow(RangeError)
  })
})

function bump(value: unknown): unknown {
  if (typeof value === 'object') return { ...(value as object), accept: 1 }
  const text = value as string
  return `${text.slice(0, -1)}${text.endsWith('f') ? '0' : 'f'}`
}

describe('hashAction', () => {
  it('is the EIP-712 digest that other libraries compute, for every action', () => {
    expect(ids.actions).toHaveLength(23)
    for (const { type, message: json, digest } of ids.actions as {
      type: ActionType
      message: object
      digest: string
    }[]) {
      const entries = Object.entries(json).map(([name, value]) => [
        name,
        isDigits(value) ? BigInt(value) : value,
      ])
      const message = Object.fromEntries(entries) as ActionMessage
      expect(hashAction(type, message, ids.domain)).toBe(digest)
      expect(oracle(toTypedData(type, message, ids.domain))).toBe(digest)
    }
  })

  const isDigits = (value: unknown): value is string => typeof value === 'string' && /^\d+$/.test(value)
})

describe('ERC-3009 authorisations', () => {
  const tokenDomain = { name: 'USD Coin', version: '2', chainId: 1, verifyingContract: TERMS.token }

  it('sign the order by its id, in the domain of the token', () => {
    const message = fundAuthorization(TERMS, DOMAIN, { validAfter: 5, validBefore: 9 })
    expect(message).toEqual({
      from: TERMS.buyer,
      to: DOMAIN.verifyingContract,
      value: 1350n,
      validAfter: 5n,
      validBefore: 9n,
      nonce: orderId(TERMS, DOMAIN),
    })
    expect(oracle(authorizationTypedData(message, tokenDomain))).toBe(hashAuthorization(message, tokenDomain))
  })

  it('are asked from the payer where one is named', () => {
    const payer = ACCOUNTS[1]!
    expect(fundAuthorization({ ...TERMS, payer }, DOMAIN, { validAfter: 0, validBefore: 1 }).from).toBe(payer)
  })

  it('bind a deposit by a nonce of its purpose and fields', () => {
    const deposit = { account: TERMS.buyer, token: TERMS.token, amount: 7n, salt: 9n }
    const purpose = viemKeccak(toBytes('Deposit(address account,address token,uint256 amount,uint256 salt)'))
    const types = parseAbiParameters('bytes32, address, address, uint256, uint256')
    expect(depositNonce(deposit)).toBe(
      viemKeccak(encodeAbiParameters(types, [purpose, deposit.account, deposit.token, 7n, 9n])),
    )
  })
})

describe('Permit2 transfers', () => {
  const once = { nonce: 3n, deadline: 9 }

  it('sign the order by its id, to the escrow alone', () => {
    const transfer = fundPermit2(TERMS, DOMAIN, once)
    expect(transfer.permitted).toEqual({ token: TERMS.token, amount: 1350n })
    expect(transfer.spender).toBe(DOMAIN.verifyingContract)
    expect(transfer.witness).toBe(orderId(TERMS, DOMAIN))
    expect(oracle(permit2TypedData(transfer, 1))).toBe(hashPermit2(transfer, 1))
  })

  it('sign the account that a deposit is for', () => {
    const deposit = { account: TERMS.buyer, token: TERMS.token, amount: 7n }
    const transfer = depositPermit2(deposit, DOMAIN, once)
    expect(transfer.witness).toBe(TERMS.buyer)
    expect(oracle(permit2TypedData(transfer, 1))).toBe(hashPermit2(transfer, 1))
    expect(hashPermit2(transfer, 1)).not.toBe(hashPermit2(transfer, 2))
  })
})

describe('ERC-2612 permits', () => {
  it('have the EIP-712 digest that other libraries compute', () => {
    const tokenDomain = { name: 'USD Coin', version: '2', chainId: 1, verifyingContract: TERMS.token }
    const permit = {
      owner: TERMS.buyer,
      spender: DOMAIN.verifyingContract,
      value: 5n,
      nonce: 1n,
      deadline: 9,
    }
    expect(oracle(permitTypedData(permit, tokenDomain))).toBe(hashPermit(permit, tokenDomain))
  })
})

describe('the committed ids', () => {
  it('are those of the generator', () => {
    expect(JSON.parse(JSON.stringify(buildIds()))).toEqual(ids)
  })
})

import {
  type Address,
  addressOfPrivateKey,
  type Book,
  createBook,
  DAY,
  encodeWord,
  HOUR,
  keccak256,
  accountKey,
  type Order,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '../src/index.ts'
import { ROLES, accountOf, VECTOR_DOMAIN, VECTOR_TOKEN } from './stage.ts'

/** Who tries an act: the parties, a stranger, and an operator of the seller and of the attestor. */
export const CALLERS = [...ROLES, 'sellersDesk', 'attestorsDesk'] as const
export type Caller = (typeof CALLERS)[number]

/** The account of a caller; its private key is 0x1001 + its index. */
export function callerAccount(caller: Caller): Address {
  return CALLER_ACCOUNTS[CALLERS.indexOf(caller)]!
}

/** The accounts of {@link CALLERS}. */
export const CALLER_ACCOUNTS: readonly Address[] = CALLERS.map((_, i) =>
  addressOfPrivateKey(encodeWord(0x1001n + BigInt(i))),
)

/** The record that `inspect` carries wherever an order is brought to a state. */
export const INSPECTION = keccak256(encodeWord(0x1257n))

/** What the terms of an order may leave out. */
export type Shape = {
  readonly attestor: boolean
  readonly arbiters: 0 | 1 | 2
  readonly inspection: boolean
  /** Whether the seller may be asked after the order was funded. */
  readonly accept: boolean
  /** Whether somebody else than the buyer pays. */
  readonly payer: boolean
}

/** Every combination of what terms may leave out. */
export const SHAPES: readonly Shape[] = [true, false].flatMap((attestor) =>
  ([0, 1, 2] as const).flatMap((arbiters) =>
    [true, false].flatMap((inspection) =>
      [true, false].flatMap((accept) =>
        [true, false].map((payer) => ({ attestor, arbiters, inspection, accept, payer })),
      ),
    ),
  ),
)

/** When the orders of these terms are funded. */
export const FUNDED_AT = 1_800_000_000

/** Terms of a shape; every amount is uneven, so that roundings show. */
export function createShape({ attestor, arbiters, inspection, accept, payer }: Shape): Order {
  return {
    buyer: accountOf('buyer'),
    payer: payer ? accountOf('payer') : ZERO_ADDRESS,
    seller: accountOf('seller'),
    token: VECTOR_TOKEN,
    platform: accountOf('platform'),
    arbiter: arbiters > 0 ? accountOf('arbiter') : ZERO_ADDRESS,
    backupArbiter: arbiters > 1 ? accountOf('backupArbiter') : ZERO_ADDRESS,
    attestor: attestor ? accountOf('attestor') : ZERO_ADDRESS,
    goods: 1_000_003n,
    service: 70_001n,
    freight: 30_007n,
    atCost: 20_011n,
    arbiterFee: arbiters > 0 ? 22_003n : 0n,
    feeBps: 333,
    drawBps: 8000,
    abandonBps: 9999,
    silenceBps: 5001,
    windows: {
      accept: accept ? DAY : 0,
      fulfil: 7 * DAY,
      inspect: inspection ? 5 * DAY : 0,
      store: inspection ? 90 * DAY : 0,
      deliver: 45 * DAY,
      confirm: attestor ? 10 * DAY : 0,
      dispute: 15 * DAY,
      ruling: arbiters > 0 ? 7 * DAY : 0,
    },
    validUntil: FUNDED_AT + HOUR,
    details: keccak256(encodeWord(0xde7a115n)),
    link: ZERO_HASH,
    salt: 7n,
  }
}

/** Who has money before an order is funded. */
export const PAYERS = ['buyer', 'payer', 'seller'] as const

/** What each of them has, and the seller as bond. */
export const ENDOWMENT = { balance: 10_000_000n, bond: 2_000_000n } as const

/** A book in which the sides of a trade can pay, the seller can draw, and both desks may act. */
export function createStage(): Book {
  const hold = (amount: bigint) => (account: Address) => ({ token: VECTOR_TOKEN, account, amount })
  const book = createBook({
    domain: VECTOR_DOMAIN,
    balances: PAYERS.map(accountOf).map(hold(ENDOWMENT.balance)),
    bonds: [accountOf('seller')].map(hold(ENDOWMENT.bond)),
  })
  const operators = new Map([
    [accountKey(accountOf('seller'), callerAccount('sellersDesk')), OPERATORS_UNTIL],
    [accountKey(accountOf('attestor'), callerAccount('attestorsDesk')), OPERATORS_UNTIL],
  ])
  return { ...book, operators }
}

/** Until when the desks may act: longer than any order lives. */
export const OPERATORS_UNTIL = FUNDED_AT + 3650 * DAY

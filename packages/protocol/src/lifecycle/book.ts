import type { Address } from '../address.ts'
import { type Hex, ZERO_HASH } from '../bytes.ts'
import type { UnixSeconds } from '../instant.ts'
import type { ProtocolDomain } from '../typedData/hash.ts'
import type { Order } from '../terms.ts'
import { NO_STATUS, type OrderStatus } from './state.ts'

/** What a seller posted, and how much of it live orders reserve. */
export type Bond = { readonly amount: bigint; readonly reserved: bigint }

/** An order in the book. */
export type BookOrder = {
  readonly terms: Order
  readonly status: OrderStatus
  /** The record that `inspect` carried; zero before. */
  readonly inspection: Hex
}

/** All that the contract stores. Keys are made by the functions below; read it by them too. */
export type Book = {
  readonly domain: ProtocolDomain
  readonly balances: ReadonlyMap<string, bigint>
  readonly bonds: ReadonlyMap<string, Bond>
  readonly orders: ReadonlyMap<Hex, BookOrder>
  readonly burntNonces: ReadonlySet<string>
  readonly operators: ReadonlyMap<string, UnixSeconds>
}

/** An amount of a token that an account has. */
export type Holding = { readonly token: Address; readonly account: Address; readonly amount: bigint }

/** A book to start from: nothing but the given balances and bonds. */
export function createBook(start: {
  domain: ProtocolDomain
  balances?: readonly Holding[]
  bonds?: readonly Holding[]
}): Book {
  const balances = new Map<string, bigint>()
  for (const { token, account, amount } of start.balances ?? []) {
    const key = accountKey(token, account)
    balances.set(key, (balances.get(key) ?? 0n) + amount)
  }
  const bonds = new Map<string, Bond>()
  for (const { token, account, amount } of start.bonds ?? []) {
    const key = accountKey(token, account)
    bonds.set(key, { amount: (bonds.get(key)?.amount ?? 0n) + amount, reserved: 0n })
  }
  return {
    domain: start.domain,
    balances,
    bonds,
    orders: new Map(),
    burntNonces: new Set(),
    operators: new Map(),
  }
}

/** The balance of an account in a token. */
export function balanceOf(book: Pick<Book, 'balances'>, token: Address, account: Address): bigint {
  return book.balances.get(accountKey(token, account)) ?? 0n
}

/** The bond of an account in a token. */
export function bondOf(book: Pick<Book, 'bonds'>, token: Address, account: Address): Bond {
  return book.bonds.get(accountKey(token, account)) ?? { amount: 0n, reserved: 0n }
}

/** The status of an order; that of `None` when it was never funded. */
export function statusOf(book: Pick<Book, 'orders'>, order: Hex): OrderStatus {
  return book.orders.get(order)?.status ?? NO_STATUS
}

/** The record that `inspect` carried; zero before. */
export function inspectionOf(book: Pick<Book, 'orders'>, order: Hex): Hex {
  return book.orders.get(order)?.inspection ?? ZERO_HASH
}

/** Until when `operator` may act for `account`. */
export function operatorUntil(
  book: Pick<Book, 'operators'>,
  account: Address,
  operator: Address,
): UnixSeconds {
  return book.operators.get(accountKey(account, operator)) ?? 0
}

/** Whether what `account` signs with `nonce` is void. */
export function isNonceUsed(book: Pick<Book, 'burntNonces'>, account: Address, nonce: bigint): boolean {
  return book.burntNonces.has(nonceKey(account, nonce))
}

/** The key of a pair of addresses in a book's maps. */
export function accountKey(token: Address, account: Address): string {
  return `${token}/${account}`.toLowerCase()
}

/** The key of a nonce in a book's set. */
export function nonceKey(account: Address, nonce: bigint): string {
  return `${account.toLowerCase()}/${nonce}`
}

import { type Address, AddressError, parseAddress } from '../address.ts'
import { type Hex, parseHex, ZERO_HASH } from '../bytes.ts'
import { DAY, HOUR, MAX_INSTANT, MINUTE, type UnixSeconds } from '../instant.ts'
import type { ActionName } from '../lifecycle/actions.ts'
import type { Holding } from '../lifecycle/book.ts'
import { STATE_NAMES, State, type StateName } from '../lifecycle/state.ts'
import { parseUnits } from '../money.ts'
import { type Order, PARTIES, payerOf } from '../terms.ts'
import { decodeTerms } from '../termsCodec.ts'
import type { ProtocolDomain } from '../typedData/hash.ts'

/** Thrown for a history that cannot be read; `path` says where. */
export class HistoryFormatError extends Error {
  readonly code = 'HISTORY_FORMAT'
  readonly retryable = false
  readonly path: string
  constructor({ path, reason, cause }: { path: string; reason: string; cause?: unknown }) {
    super(`${path}: ${reason}`, { cause })
    this.name = 'HistoryFormatError'
    this.path = path
  }
}

/** One step of a history, read. */
export type HistoryStep = {
  readonly at: UnixSeconds
  readonly by: Address
  readonly action: ActionName
  /** The fields of the action as they stood in the JSON. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** A history of one order, read from JSON by {@link decodeHistory}. */
export type History = {
  readonly domain: ProtocolDomain
  readonly terms: Order
  readonly balances: readonly Holding[]
  readonly bonds: readonly Holding[]
  readonly steps: readonly HistoryStep[]
}

/** Where a simulation takes place when the history names no place. */
const DEFAULT_DOMAIN: ProtocolDomain = { chainId: 31_337, verifyingContract: `0x${'00'.repeat(19)}01` }

type Json = Readonly<Record<string, unknown>>

/**
 * Reads a history from JSON:
 *
 * - `terms`: as `encodeTerms` writes them;
 * - `domain`: optional `{ chainId, verifyingContract }`;
 * - `start`: unix seconds that relative times count from, 0 when left out;
 * - `balances`, `bonds`: base units of the order's token by party name or address, as strings of digits;
 * - `actions`: `[{ at, by, action, … }]`, `at` in unix seconds or as `"+3d"`, `"+36h"`, `"+90m"`, `"+1s"` and sums of
 *   these since `start`, never going back; `by` a party name or address; further fields as the contract names them.
 *
 * @throws HistoryFormatError
 */
export function decodeHistory(json: unknown): History {
  const root = readObject(json, 'history')
  const terms = at('terms', () => decodeTerms(root.terms))
  const start = root.start === undefined ? 0 : readInstant(root.start, 'start', 0)
  const domain = root.domain === undefined ? DEFAULT_DOMAIN : readDomain(readObject(root.domain, 'domain'))
  if (!Array.isArray(root.actions))
    throw new HistoryFormatError({ path: 'actions', reason: 'expected a list' })
  const steps = root.actions.map((entry, index) => readStep(entry, `actions[${index}]`, start, terms))
  steps.forEach((step, index) => {
    if (index > 0 && step.at < steps[index - 1]!.at) {
      throw new HistoryFormatError({ path: `actions[${index}].at`, reason: 'goes back in time' })
    }
  })
  return {
    domain,
    terms,
    balances: readHoldings(root.balances, 'balances', terms),
    bonds: readHoldings(root.bonds, 'bonds', terms),
    steps,
  }
}

const ACTION_NAMES: Readonly<Record<ActionName, true>> = {
  deposit: true,
  withdraw: true,
  postBond: true,
  withdrawBond: true,
  setOperator: true,
  burnNonce: true,
  fund: true,
  revoke: true,
  accept: true,
  inspect: true,
  approve: true,
  reject: true,
  ship: true,
  deliver: true,
  confirm: true,
  cancel: true,
  extend: true,
  dispute: true,
  escalate: true,
  rule: true,
  settle: true,
  claim: true,
  draw: true,
  refund: true,
  lapse: true,
}

function readStep(entry: unknown, path: string, start: UnixSeconds, terms: Order): HistoryStep {
  const { at: instant, by, action, ...fields } = readObject(entry, path)
  if (typeof action !== 'string' || !Object.hasOwn(ACTION_NAMES, action)) {
    const known = Object.keys(ACTION_NAMES).join(', ')
    throw new HistoryFormatError({
      path: `${path}.action`,
      reason: `unknown action ${JSON.stringify(action)}; choose one of ${known}`,
    })
  }
  return {
    at: readInstant(instant, `${path}.at`, start),
    by: readParty(by, `${path}.by`, terms),
    action: action as ActionName,
    fields,
  }
}

/** Reads the fields of a step by name; `finish` refuses what nobody asked for. */
export function readFields(fields: Json, path: string, terms: Order) {
  const asked = new Set<string>()
  const pick = <T>(name: string, fallback: T | undefined, read: (value: unknown, path: string) => T): T => {
    asked.add(name)
    const value = fields[name]
    if (value !== undefined) return at(`${path}.${name}`, () => read(value, `${path}.${name}`))
    if (fallback !== undefined) return fallback
    throw new HistoryFormatError({ path: `${path}.${name}`, reason: 'missing' })
  }
  return {
    amount: (name: string, fallback?: bigint) => pick(name, fallback, parseUnits),
    integer: (name: string, fallback?: number) => pick(name, fallback, readInteger),
    flag: (name: string, fallback: boolean) => pick(name, fallback, readFlag),
    hash: (name: string, fallback: Hex = ZERO_HASH) => pick(name, fallback, (value) => parseHex(value, 32)),
    state: (fallback: State) => pick('state', fallback, readState),
    finish: () => {
      const unknown = Object.keys(fields).find((name) => !asked.has(name))
      if (unknown)
        throw new HistoryFormatError({ path: `${path}.${unknown}`, reason: 'this action has no such field' })
    },
    party: (name: string, fallback?: Address) =>
      pick(name, fallback, (value, where) => readParty(value, where, terms)),
  }
}

function readHoldings(json: unknown, path: string, terms: Order): Holding[] {
  if (json === undefined) return []
  return Object.entries(readObject(json, path)).map(([key, value]) => ({
    token: terms.token,
    account: readParty(key, `${path}.${key}`, terms),
    amount: at(`${path}.${key}`, () => parseUnits(value)),
  }))
}

function readDomain(json: Json): ProtocolDomain {
  return {
    chainId: at('domain.chainId', () => readInteger(json.chainId)),
    verifyingContract: at('domain.verifyingContract', () => parseAddress(json.verifyingContract)),
  }
}

function readParty(value: unknown, path: string, terms: Order): Address {
  if (value === 'payer') return payerOf(terms)
  if (PARTIES.includes(value as (typeof PARTIES)[number])) return terms[value as (typeof PARTIES)[number]]
  try {
    return parseAddress(value)
  } catch (cause) {
    if (!(cause instanceof AddressError)) throw cause
    throw new HistoryFormatError({
      path,
      reason: `expected one of ${PARTIES.join(', ')} or an address`,
      cause,
    })
  }
}

function readState(value: unknown, path: string): State {
  if (typeof value === 'string' && Object.hasOwn(State, value)) return State[value as StateName]
  if (STATE_NAMES[value as number] !== undefined) return value as State
  throw new HistoryFormatError({ path, reason: `expected one of ${STATE_NAMES.join(', ')} or its number` })
}

const SPANS: Readonly<Record<string, number>> = { d: DAY, h: HOUR, m: MINUTE, s: 1 }

function readInstant(value: unknown, path: string, start: UnixSeconds): UnixSeconds {
  if (Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_INSTANT)
    return value as number
  if (typeof value === 'string' && /^\+(\d{1,9}[dhms])+$/.test(value)) {
    const spans = [...value.matchAll(/(\d+)([dhms])/g)].map((match) => Number(match[1]) * SPANS[match[2]!]!)
    return start + spans.reduce((sum, span) => sum + span, 0)
  }
  throw new HistoryFormatError({
    path,
    reason: 'expected unix seconds, or a time since the start such as "+3d12h"',
  })
}

function readInteger(value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number
  throw new TypeError(`expected a non-negative integer, got ${JSON.stringify(value)}`)
}

function readFlag(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw new TypeError(`expected true or false, got ${JSON.stringify(value)}`)
}

function readObject(value: unknown, path: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  throw new HistoryFormatError({ path, reason: 'expected an object' })
}

/** Runs a reader and says where it failed. */
function at<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof HistoryFormatError) throw cause
    throw new HistoryFormatError({ path, reason: (cause as Error).message, cause })
  }
}

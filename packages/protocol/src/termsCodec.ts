import { parseAddress } from './address.ts'
import { parseHex } from './bytes.ts'
import { parseUnits } from './money.ts'
import { type Order, WINDOW_NAMES, type Windows } from './terms.ts'

/** Terms as they stand in JSON: amounts and salt are strings of digits, the rest as in {@link Order}. */
export type OrderJson = {
  [Field in keyof Order]: Order[Field] extends bigint ? string : Order[Field]
}

/** Thrown by {@link decodeTerms}; `field` is the path of the value that could not be read. */
export class TermsFormatError extends Error {
  readonly code = 'TERMS_FORMAT'
  readonly retryable = false
  readonly field: string
  constructor({ field, reason, cause }: { field: string; reason: string; cause?: unknown }) {
    super(`${field === '' ? 'terms' : `terms.${field}`}: ${reason}`, { cause })
    this.name = 'TermsFormatError'
    this.field = field
  }
}

type Form = 'address' | 'amount' | 'integer' | 'hash' | 'salt'

const FORMS: Readonly<Record<Exclude<keyof Order, 'windows'>, Form>> = {
  buyer: 'address',
  payer: 'address',
  seller: 'address',
  token: 'address',
  platform: 'address',
  arbiter: 'address',
  backupArbiter: 'address',
  attestor: 'address',
  goods: 'amount',
  service: 'amount',
  freight: 'amount',
  atCost: 'amount',
  arbiterFee: 'amount',
  feeBps: 'integer',
  drawBps: 'integer',
  abandonBps: 'integer',
  silenceBps: 'integer',
  validUntil: 'integer',
  details: 'hash',
  link: 'hash',
  salt: 'salt',
}

/** Writes terms for JSON. */
export function encodeTerms(terms: Order): OrderJson {
  const entries = Object.keys(FORMS).map((field) => {
    const value = terms[field as keyof typeof FORMS]
    return [field, typeof value === 'bigint' ? value.toString() : value]
  })
  return { ...(Object.fromEntries(entries) as Omit<OrderJson, 'windows'>), windows: { ...terms.windows } }
}

/**
 * Reads terms from JSON. Every field must be there and no other; whether the terms are valid is
 * `checkTerms`' question.
 *
 * @throws TermsFormatError naming the first field that cannot be read.
 */
export function decodeTerms(json: unknown): Order {
  if (!isObject(json)) throw new TermsFormatError({ field: '', reason: 'expected an object' })
  for (const field of Object.keys(json)) {
    if (field !== 'windows' && !Object.hasOwn(FORMS, field))
      throw new TermsFormatError({ field, reason: 'unknown field' })
  }
  const entries = Object.entries(FORMS).map(([field, form]) => [field, decodeField(field, form, json[field])])
  return { ...(Object.fromEntries(entries) as Omit<Order, 'windows'>), windows: decodeWindows(json.windows) }
}

function decodeWindows(json: unknown): Windows {
  if (!isObject(json))
    throw new TermsFormatError({ field: 'windows', reason: 'expected an object of eight windows' })
  for (const name of Object.keys(json)) {
    if (!(WINDOW_NAMES as readonly string[]).includes(name)) {
      throw new TermsFormatError({ field: `windows.${name}`, reason: 'unknown field' })
    }
  }
  const entries = WINDOW_NAMES.map((name) => [name, decodeField(`windows.${name}`, 'integer', json[name])])
  return Object.fromEntries(entries) as Windows
}

function decodeField(field: string, form: Form, value: unknown): unknown {
  if (value === undefined) throw new TermsFormatError({ field, reason: 'missing' })
  try {
    switch (form) {
      case 'address':
        return parseAddress(value)
      case 'hash':
        return parseHex(value, 32)
      case 'amount':
      case 'salt':
        return parseUnits(value)
      case 'integer':
        if (Number.isSafeInteger(value) && (value as number) >= 0) return value
        throw new TypeError(`expected a non-negative integer, got ${JSON.stringify(value)}`)
    }
  } catch (cause) {
    throw new TermsFormatError({ field, reason: (cause as Error).message, cause })
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One hundred percent in basis points. */
export const BPS_ONE = 10_000

/** Decimals of a token, as a number or as anything that carries them. */
export type Decimals = number | { readonly decimals: number }

/** Thrown for text that is not a plain decimal. */
export class AmountFormatError extends Error {
  readonly code = 'AMOUNT_FORMAT'
  readonly retryable = false
  readonly value: unknown
  constructor({ value }: { value: unknown }) {
    super(`expected a plain decimal such as "12.5", got ${JSON.stringify(value) ?? String(value)}`)
    this.name = 'AmountFormatError'
    this.value = value
  }
}

/** Thrown when text has more decimals than the token, so that digits would be lost. */
export class AmountPrecisionError extends Error {
  readonly code = 'AMOUNT_PRECISION'
  readonly retryable = false
  readonly value: string
  readonly decimals: number
  constructor({ value, decimals }: { value: string; decimals: number }) {
    super(`"${value}" has more than the ${decimals} decimals of the token`)
    this.name = 'AmountPrecisionError'
    this.value = value
    this.decimals = decimals
  }
}

/**
 * Converts a decimal string to token base units, exactly.
 *
 * @param value - Plain decimal without sign or exponent: `"12.5"`.
 * @param decimals - The token's own; never assumed. A token with `decimals` serves too.
 * @returns Base units: `"12.5"` at 6 decimals is `12_500_000n`.
 * @throws AmountFormatError if it is not a plain decimal.
 * @throws AmountPrecisionError if digits would be lost; it never rounds. Zeros at the end are no loss.
 */
export function parseMoney(value: string, decimals: Decimals): bigint {
  const places = placesOf(decimals)
  const match = typeof value === 'string' ? /^(\d+)(?:\.(\d+))?$/.exec(value) : null
  if (!match) throw new AmountFormatError({ value })
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  if (fraction.length > places) throw new AmountPrecisionError({ value, decimals: places })
  return BigInt(match[1]! + fraction.padEnd(places, '0'))
}

/**
 * Writes base units as a decimal string, exactly; the inverse of {@link parseMoney}.
 *
 * @param minPlaces - Decimals shown at least, for columns of prices: `12_500_000n` at 6 decimals with 2 is `"12.50"`.
 */
export function formatMoney(amount: bigint, decimals: Decimals, minPlaces = 0): string {
  const places = placesOf(decimals)
  const digits = (amount < 0n ? -amount : amount).toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const fraction = digits
    .slice(digits.length - places)
    .replace(/0+$/, '')
    .padEnd(Math.min(minPlaces, places), '0')
  return `${amount < 0n ? '-' : ''}${whole}${fraction && '.'}${fraction}`
}

/** Reads base units from a string of digits, as amounts stand in JSON. Throws AmountFormatError. */
export function parseUnits(value: unknown): bigint {
  if (typeof value !== 'string' || !/^\d{1,78}$/.test(value)) throw new AmountFormatError({ value })
  return BigInt(value)
}

/** ⌊amount · bps / 10⁴⌋ for a non-negative amount. */
export function shareDown(amount: bigint, bps: number): bigint {
  return (amount * BigInt(bps)) / BigInt(BPS_ONE)
}

/** ⌈amount · bps / 10⁴⌉ for a non-negative amount. */
export function shareUp(amount: bigint, bps: number): bigint {
  return (amount * BigInt(bps) + BigInt(BPS_ONE - 1)) / BigInt(BPS_ONE)
}

/** ⌊amount · part / whole⌋ for non-negative values and a positive whole. */
export function proportionDown(amount: bigint, part: bigint, whole: bigint): bigint {
  return (amount * part) / whole
}

/** The smaller of two amounts. */
export function minAmount(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function placesOf(decimals: Decimals): number {
  const places = typeof decimals === 'number' ? decimals : decimals.decimals
  if (!Number.isInteger(places) || places < 0 || places > 77) {
    throw new RangeError(`decimals must be an integer between 0 and 77, got ${places}`)
  }
  return places
}

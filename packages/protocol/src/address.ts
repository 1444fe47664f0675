import { type Hex, hashText } from './bytes.ts'

/** An account: `0x` and 40 hexadecimal digits. This package answers in lower case. */
export type Address = Hex

/** Nobody. */
export const ZERO_ADDRESS: Address = `0x${'00'.repeat(20)}`

/** Thrown for text that is not an address, or whose EIP-55 checksum is wrong. */
export class AddressError extends Error {
  readonly code = 'ADDRESS_INVALID'
  readonly retryable = false
  readonly value: unknown
  constructor({ value, reason }: { value: unknown; reason: 'form' | 'checksum' }) {
    super(
      reason === 'form'
        ? `expected 0x and 40 hexadecimal digits, got ${JSON.stringify(value) ?? String(value)}`
        : `the checksum of ${String(value)} is wrong: compare it with its source`,
    )
    this.name = 'AddressError'
    this.value = value
  }
}

/**
 * Reads an address. Text in mixed case must carry a right EIP-55 checksum; text in one case is taken as it is.
 *
 * @returns The address in lower case.
 * @throws AddressError
 */
export function parseAddress(value: unknown): Address {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{40}$/.test(value))
    throw new AddressError({ value, reason: 'form' })
  const digits = value.slice(2)
  const mixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase()
  if (mixed && formatAddress(value as Address) !== value)
    throw new AddressError({ value, reason: 'checksum' })
  return value.toLowerCase() as Address
}

/** The address with its EIP-55 checksum, for a person to read. */
export function formatAddress(address: Address): Address {
  const digits = address.slice(2).toLowerCase()
  const hash = hashText(digits).slice(2)
  const cased = [...digits].map((digit, i) =>
    Number.parseInt(hash[i]!, 16) >= 8 ? digit.toUpperCase() : digit,
  )
  return `0x${cased.join('')}`
}

/** Whether two addresses are the same account, whatever their case. */
export function isSameAddress(a: Address, b: Address): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** Whether it is nobody. */
export function isZeroAddress(address: Address): boolean {
  return isSameAddress(address, ZERO_ADDRESS)
}

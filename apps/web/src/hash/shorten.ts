/** Characters of an address: `0x` and forty digits. */
const ADDRESS_LENGTH = 42

/** A hash or an address short enough for a line; its beginning and its end are what people compare. */
export function shorten(value: string): string {
  if (value.length <= 14) return value
  return `${value.slice(0, value.length === ADDRESS_LENGTH ? 6 : 8)}…${value.slice(-4)}`
}

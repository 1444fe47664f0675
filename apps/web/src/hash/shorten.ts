/** A hash or an address short enough for a line; its beginning and its end are what people compare. */
export function shorten(value: string): string {
  return value.length <= 14 ? value : `${value.slice(0, 8)}…${value.slice(-4)}`
}

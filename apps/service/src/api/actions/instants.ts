import type { UnixSeconds } from '@cinnabar/protocol'

/** Unix seconds of an instant of the API. */
export function parseInstant(text: string): UnixSeconds {
  return Math.floor(Date.parse(text) / 1000)
}

/** An instant for the API. What is signed beyond the year 9999 is written as the end of it. */
export function formatInstant(at: UnixSeconds): string {
  return new Date(Math.min(at, LAST_INSTANT) * 1000).toISOString().replace('.000Z', 'Z')
}

/** The last instant that RFC 3339 can write. */
const LAST_INSTANT = 253_402_300_799

/** An instant of a row. */
export function formatDate(date: Date): string {
  return formatInstant(Math.floor(date.getTime() / 1000))
}

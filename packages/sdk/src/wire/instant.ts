import type { UnixSeconds } from '@cinnabar/protocol'

/** The last instant that RFC 3339 can write. */
export const LAST_INSTANT: UnixSeconds = 253_402_300_799

/** Unix seconds of an instant of the API. */
export function parseInstant(text: string): UnixSeconds {
  return Math.floor(Date.parse(text) / 1000)
}

/** An instant for the API: RFC 3339 in UTC, whole seconds. Throws RangeError after the year 9999. */
export function formatInstant(at: UnixSeconds): string {
  if (!(at >= 0 && at <= LAST_INSTANT)) throw new RangeError(`${at} is no instant between 1970 and 9999`)
  return new Date(Math.floor(at) * 1000).toISOString().replace('.000Z', 'Z')
}

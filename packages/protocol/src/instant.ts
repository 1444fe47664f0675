/** An instant: whole seconds since 1970-01-01T00:00:00Z, as on the ledger. */
export type UnixSeconds = number
/** A span: whole seconds. */
export type Seconds = number

export const MINUTE: Seconds = 60
export const HOUR: Seconds = 60 * MINUTE
export const DAY: Seconds = 24 * HOUR

/** The last instant that the contract's `uint40` holds: a consent that does not run out. */
export const MAX_INSTANT: UnixSeconds = 2 ** 40 - 1

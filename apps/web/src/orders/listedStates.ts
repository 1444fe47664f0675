import type { StateName } from '@cinnabar/protocol'

/** The states that the list can be narrowed to, in the order of a trade. */
export const LISTED_STATES = [
  'Requested',
  'Accepted',
  'Inspected',
  'Approved',
  'Shipped',
  'Delivered',
  'Disputed',
  'Escalated',
  'Backup',
  'Settled',
] as const satisfies readonly StateName[]

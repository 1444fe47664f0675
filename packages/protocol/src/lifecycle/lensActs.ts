import type { ActName } from './acts.ts'

/** The acts, as `OrderLens` numbers them: bit `1 << index`. */
export const LENS_ACTS: readonly ActName[] = [
  'accept',
  'inspect',
  'approve',
  'reject',
  'ship',
  'deliver',
  'confirm',
  'cancel',
  'extend',
  'dispute',
  'escalate',
  'rule',
  'settle',
  'claim',
  'draw',
  'refund',
]

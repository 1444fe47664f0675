import { hasArbiter, hasAttestor, hasBackupArbiter, hasInspection, type Order } from '../terms.ts'

/** What an act or a default may depend on; all of it stands in the terms. */
export const CONDITIONS = {
  attestorNamed: hasAttestor,
  noAttestor: (terms: Order) => !hasAttestor(terms),
  arbiterNamed: hasArbiter,
  backupNamed: hasBackupArbiter,
  inspection: hasInspection,
  noInspection: (terms: Order) => !hasInspection(terms),
} as const satisfies Record<string, (terms: Order) => boolean>

export type Condition = keyof typeof CONDITIONS

/** Whether all conditions hold. */
export function areMet(conditions: readonly Condition[] | undefined, terms: Order): boolean {
  return (conditions ?? []).every((condition) => CONDITIONS[condition](terms))
}

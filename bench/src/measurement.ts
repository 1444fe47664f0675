/** One figure. `reach` says what is to be reached, and from which side. */
export type Measurement = {
  readonly id: string
  readonly value: number
  readonly unit: string
  /** How it was measured, and what stands beside it. */
  readonly detail?: Readonly<Record<string, unknown>>
}

export type Reach = { readonly atMost: number } | { readonly atLeast: number }

/** What is to be reached; the figures of later work are added with it. */
export const REACH: Readonly<Record<string, Reach>> = {
  'gas.fundSettle.balance': { atMost: 90_000 },
  'gas.fundSettle.erc3009': { atMost: 150_000 },
  'gas.batch100': { atMost: 45_000 },
  'gas.dispute': { atMost: 30_000 },
  'gas.rule': { atMost: 45_000 },
  'service.ordersPerSecond': { atLeast: 50 },
  'service.recordedP99Ms': { atMost: 1_000 },
  'start.firstSeconds': { atMost: 10 },
  'start.laterSeconds': { atMost: 5 },
  'start.residentMiB': { atMost: 1_024 },
  'restart.seconds': { atMost: 10 },
  'privacy.sealP95Ms': { atMost: 20 },
  'privacy.openP95Ms': { atMost: 20 },
}

export function isReached(reach: Reach, value: number): boolean {
  return 'atMost' in reach ? value <= reach.atMost : value >= reach.atLeast
}

/** A group of figures that are measured together: the part of their ids before the first dot. */
export type Group = {
  readonly name: string
  measure(progress: (text: string) => void): Promise<readonly Measurement[]>
}

/** @returns The value below which `share` of the values lie; the values need no order. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

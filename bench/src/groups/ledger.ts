import { measureRestart } from '@cinnabar/network-embedded/bench/restart'
import { measureThroughput } from '@cinnabar/network-embedded/bench/throughput'
import type { Group, Measurement } from '../measurement.ts'

/** The embedded ledger alone: how fast it restarts after kill -9, and what it carries. */
export const restart: Group = { name: 'restart', measure: async () => (await measureRestart()).map(adopt) }
export const ledger: Group = { name: 'ledger', measure: async () => (await measureThroughput()).map(adopt) }

function adopt({ id, value, unit, detail }: Awaited<ReturnType<typeof measureRestart>>[number]): Measurement {
  return { id, value, unit, detail: { how: detail } }
}

import { readFileSync } from 'node:fs'
import type { Group, Measurement } from '../measurement.ts'

/** Gas is exact and has a snapshot that CI checks; this reads it. */
export const gas: Group = {
  name: 'gas',
  measure: async () => {
    const snapshot = new URL('../../../contracts/test/gas/gas.json', import.meta.url)
    return JSON.parse(readFileSync(snapshot, 'utf8')) as Measurement[]
  },
}

import { measureSealing, type SealingCase, type SealingTimes } from '@cinnabar/sdk/bench/sealing'
import { type Group, type Measurement, quantile } from '../measurement.ts'

/** One field of an address's length, and its key sealed to one reader: what the bounds are for. */
const FIELD: SealingCase = { fields: 1, readers: 1, bytes: 120, warmUp: 200, runs: 1_000 }
const ORDER: SealingCase = { fields: 8, readers: 4, bytes: 120, warmUp: 5, runs: 50 }
const FILE: SealingCase = { fields: 1, readers: 1, bytes: 1_000_000, warmUp: 5, runs: 50 }

/** How long the devices of an order's parties take to seal and open its details, without network. */
export const privacy: Group = {
  name: 'privacy',
  measure: async (progress) => {
    progress(`one field, ${FIELD.runs} times`)
    const field = await measureSealing(FIELD)
    progress(`an order of ${ORDER.fields} fields to ${ORDER.readers} readers, ${ORDER.runs} times`)
    const order = await measureSealing(ORDER)
    progress(`a file of ${FILE.bytes} bytes, ${FILE.runs} times`)
    const file = await measureSealing(FILE)
    const figure = (id: string, times: keyof SealingTimes): Measurement => ({
      id,
      value: round(quantile(field[times], 0.95)),
      unit: 'ms',
      detail: {
        field: { ...FIELD, ...quantilesOf(field[times]) },
        order: { ...ORDER, ...quantilesOf(order[times]) },
        file: { ...FILE, ...quantilesOf(file[times]) },
      },
    })
    return [figure('privacy.sealP95Ms', 'sealMs'), figure('privacy.openP95Ms', 'openMs')]
  },
}

function quantilesOf(values: readonly number[]) {
  return { p50Ms: round(quantile(values, 0.5)), p95Ms: round(quantile(values, 0.95)) }
}

function round(value: number): number {
  return Number(value.toFixed(2))
}

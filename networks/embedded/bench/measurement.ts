/** One measured figure. */
export interface Measurement {
  id: string
  value: number
  unit: string
  /** How it was measured, and what stands beside it. */
  detail: Readonly<Record<string, unknown>>
}

export function print(measurements: readonly Measurement[]): void {
  for (const { id, value, unit, detail } of measurements)
    console.log(`${id}: ${value.toFixed(2)} ${unit} ${JSON.stringify(detail)}`)
}

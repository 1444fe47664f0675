import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureMemoryMiB, startPlatformProcess } from '@cinnabar/testing'
import type { Group, Measurement } from '../measurement.ts'

const LATER_STARTS = 3

/** From the command to a page that answers, on an installed tree: the first time, and after kill -9. */
export const start: Group = {
  name: 'start',
  measure: async (progress) => {
    const directory = await mkdtemp(join(tmpdir(), 'cinnabar-bench-'))
    const port = 20_000 + (process.pid % 20_000)
    try {
      const first = await startAndAsk(directory, port)
      progress(`first start: ${first.seconds} s`)
      await first.platform.kill()
      const later: number[] = []
      let resident = 0
      for (let run = 0; run < LATER_STARTS; run += 1) {
        const { platform, seconds } = await startAndAsk(directory, port)
        later.push(seconds)
        resident = measureMemoryMiB(platform.pid)
        await platform.kill()
      }
      progress(`later starts: ${later.join(', ')} s`)
      const measurements: Measurement[] = [
        { id: 'start.firstSeconds', value: first.seconds, unit: 's' },
        {
          id: 'start.laterSeconds',
          value: Math.max(...later),
          unit: 's',
          detail: { runs: later, after: 'kill -9' },
        },
        {
          id: 'start.residentMiB',
          value: resident,
          unit: 'MiB',
          detail: { of: 'all processes, proportional set size' },
        },
      ]
      return measurements
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  },
}

async function startAndAsk(directory: string, port: number) {
  const began = performance.now()
  const platform = await startPlatformProcess({ directory, port, demo: false })
  const page = await fetch(platform.url)
  if (!page.ok) throw new Error(`the page answered ${page.status}`)
  await page.text()
  return { platform, seconds: Number(((performance.now() - began) / 1_000).toFixed(2)) }
}

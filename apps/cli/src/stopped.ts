import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from './environment.ts'
import { type Output, RefusedError } from './output.ts'
import { type Platform, startPlatform } from './platform.ts'
import { findRunning } from './running.ts'

/**
 * @param act - What is to be done on the data directory: `rebuild`.
 * @throws RefusedError where Cinnabar runs on it, or where there is no ledger in it.
 */
export async function requireStopped({ dataDirectory }: Environment, act: string): Promise<void> {
  const running = await findRunning(dataDirectory)
  if (running !== undefined) {
    throw new RefusedError(
      `Cinnabar runs on ${dataDirectory} (process ${running.pid}). Stop it first, then ${act}.`,
    )
  }
  // Starting on an empty directory would make a ledger in it, which nobody asked for.
  if (!existsSync(join(dataDirectory, 'ledger'))) {
    throw new RefusedError(`There is no ledger in ${dataDirectory}. Name the directory of one with --data.`)
  }
}

/** Starts what is stored in the data directory, on ports that nobody is told, and stops it after the act. */
export async function useStopped<Result>(
  { dataDirectory, keyDirectory, databaseUrl, anvilPath }: Environment,
  output: Output,
  act: (platform: Platform) => Promise<Result>,
): Promise<Result> {
  const platform = await startPlatform({
    ...{ dataDirectory, keyDirectory, databaseUrl, anvilPath },
    port: 0,
    ledgerPort: 0,
    demo: false,
    logLevel: 'warn',
    progress: output.progress,
  })
  try {
    return await act(platform)
  } finally {
    await platform.close()
  }
}

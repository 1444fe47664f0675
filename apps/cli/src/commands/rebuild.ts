import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Environment } from '../environment.ts'
import { type Output, RefusedError } from '../output.ts'
import { startPlatform } from '../platform.ts'
import { findRunning } from '../running.ts'

/** `cinnabar rebuild`: drops the rows that were derived from the ledger, and derives them again. */
export function addRebuild(
  program: Command,
  environment: Environment,
  createOutputOf: (command: Command) => Output,
): void {
  program
    .command('rebuild')
    .description('Rebuild the derived rows of the database from the ledger; says whether they changed')
    .action(async (_options, command: Command) => {
      await runRebuild(environment, createOutputOf(command))
    })
}

async function runRebuild(environment: Environment, output: Output): Promise<void> {
  const running = await findRunning(environment.dataDirectory)
  if (running !== undefined) {
    throw new RefusedError(
      `Cinnabar runs on ${environment.dataDirectory} (process ${running.pid}). Stop it first, then rebuild.`,
    )
  }
  // Starting on an empty directory would make a ledger in it, which nobody asked for.
  if (!existsSync(join(environment.dataDirectory, 'ledger'))) {
    throw new RefusedError(
      `There is no ledger in ${environment.dataDirectory}. Name the directory of one with --data.`,
    )
  }
  const platform = await startPlatform({
    dataDirectory: environment.dataDirectory,
    databaseUrl: environment.databaseUrl,
    anvilPath: environment.anvilPath,
    port: 0,
    ledgerPort: 0,
    demo: false,
    logLevel: 'warn',
    progress: output.progress,
  })
  try {
    output.progress('Rebuilding …')
    const { before, after, events, orders } = await platform.service.rebuild()
    const changed = before !== after
    output.value({ before, after, changed, events, orders })
    output.line(`${orders} orders from ${events} events.`)
    output.line(changed ? `The rows changed: ${before} → ${after}` : `The same rows as before: ${after}`)
  } finally {
    await platform.close()
  }
}

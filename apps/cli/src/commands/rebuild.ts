import type { Command } from 'commander'
import type { Environment } from '../environment.ts'
import type { Output } from '../output.ts'
import { requireStopped, useStopped } from '../stopped.ts'

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
  await requireStopped(environment, 'rebuild')
  await useStopped(environment, output, async ({ service }) => {
    output.progress('Rebuilding …')
    const { before, after, events, orders } = await service.rebuild()
    const changed = before !== after
    output.value({ before, after, changed, events, orders })
    output.line(`${orders} orders from ${events} events.`)
    output.line(changed ? `The rows changed: ${before} → ${after}` : `The same rows as before: ${after}`)
  })
}

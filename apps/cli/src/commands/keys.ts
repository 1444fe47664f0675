import { resolve } from 'node:path'
import { backUpDataKeys } from '@cinnabar/service'
import type { Command } from 'commander'
import { type Environment, getKeyDirectory } from '../environment.ts'
import { type Output, RefusedError } from '../output.ts'
import { requireStopped, useStopped } from '../stopped.ts'

/** `cinnabar keys backup --to DIRECTORY` and `cinnabar keys restore FILE`. */
export function addKeys(
  program: Command,
  environment: Environment,
  createOutputOf: (command: Command) => Output,
): void {
  const keys = program.command('keys').description('The data keys of sealed details: back up, restore')
  keys
    .command('backup')
    .description('Write all keys to a new file, and destroy backups there that are too old to keep')
    .requiredOption('--to <directory>', 'where backups are kept: apart from those of the database')
    .addHelpText('after', '\nMay run while Cinnabar does; once a day. See docs/guides/backups.md.')
    .action(async ({ to }: { to: string }, command: Command) => {
      await runBackup(resolve(to), environment, createOutputOf(command))
    })
  keys
    .command('restore')
    .argument('<file>', 'a backup')
    .description('Put back keys that are missing, but none of an order that was erased')
    .action(async (file: string, _options, command: Command) => {
      await runRestore(resolve(file), environment, createOutputOf(command))
    })
}

async function runBackup(to: string, environment: Environment, output: Output): Promise<void> {
  const { path, keys, unreadable, destroyed } = await backUpDataKeys({
    directory: getKeyDirectory(environment),
    to,
  })
  output.value({ path, keys, unreadable, destroyed })
  output.line(`${keys} keys in ${path}`)
  for (const name of destroyed) output.line(`Destroyed, too old to keep: ${name}`)
  if (unreadable.length > 0) {
    throw new RefusedError(
      `The keys of ${unreadable.length} orders cannot be read, and are not in the backup: ${unreadable.join(', ')}. ` +
        'Restore them from an older backup.',
    )
  }
}

async function runRestore(file: string, environment: Environment, output: Output): Promise<void> {
  await requireStopped(environment, 'restore')
  const became = await useStopped(environment, output, ({ service }) => {
    output.progress('Restoring keys …')
    return service.restoreKeys(file)
  })
  const { restored, there, erased, differing } = became
  output.value(became)
  output.line(`${restored} keys were put back, ${there} were there.`)
  for (const order of erased) output.line(`Stays destroyed, since the order was erased: ${order}`)
  if (differing.length > 0) {
    throw new RefusedError(
      `The store has other keys than the backup for these orders, and keeps them: ${differing.join(', ')}. ` +
        'Is it the backup of another Cinnabar, or of before a key was lost?',
    )
  }
}

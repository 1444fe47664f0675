import { type Command, Option } from 'commander'
import { DEFAULT_PORT, type Environment } from '../environment.ts'
import { type Output, RefusedError } from '../output.ts'
import { type Platform, startPlatform } from '../platform.ts'
import { findRunning, removeRunning, writeRunning } from '../running.ts'
import { parseCount, parsePort } from './arguments.ts'
import { fillWithStories } from './fill.ts'

type UpOptions = {
  port: number
  ledgerPort: number
  demo?: boolean
  proxies?: number
  fill: boolean
  log: string
}

/** `cinnabar up`: everything on this machine, until it is stopped. */
export function addUp(
  program: Command,
  environment: Environment,
  createOutputOf: (command: Command) => Output,
): void {
  program
    .command('up')
    .description('Start everything on this machine: ledger, contracts, database, service, pages')
    .option('--port <port>', 'of the pages and the API', parsePort, DEFAULT_PORT)
    .option('--ledger-port <port>', "of the ledger's JSON-RPC", parsePort, DEFAULT_PORT + 1)
    .option('--demo', 'a ledger whose time can be moved, filled with the stories')
    .option('--proxies <count>', 'of your own before it, each adding to X-Forwarded-For', parseCount)
    .option('--no-fill', 'leave a demo empty')
    .addOption(
      new Option('--log <level>', 'what is logged')
        .choices(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
        .default('warn'),
    )
    .addHelpText(
      'after',
      '\nEverything is stored in the data directory (--data) and survives kill -9. Stop it with Ctrl-C.\n' +
        'DATABASE_URL names a PostgreSQL to use instead of the one that is started.\n' +
        'What to back up, and the data keys apart from it: docs/guides/backups.md.',
    )
    .action(async (options: UpOptions, command: Command) => {
      await runUp(options, environment, createOutputOf(command))
    })
}

async function runUp(options: UpOptions, environment: Environment, output: Output): Promise<void> {
  const { dataDirectory } = environment
  const running = await findRunning(dataDirectory)
  if (running !== undefined) {
    throw new RefusedError(
      `Cinnabar already runs on ${dataDirectory} (process ${running.pid}), at ${running.url}. ` +
        'Stop it, or choose another directory with --data.',
    )
  }
  const started = performance.now()
  const demo = options.demo ?? false
  const platform = await startPlatform({
    dataDirectory,
    keyDirectory: environment.keyDirectory,
    databaseUrl: environment.databaseUrl,
    anvilPath: environment.anvilPath,
    port: options.port,
    ledgerPort: options.ledgerPort,
    demo,
    proxies: options.proxies,
    logLevel: options.log,
    progress: output.progress,
  })
  const { url, ledgerUrl } = platform
  // From here on a signal stops it in order; who reads that it is ready may send one at once.
  const stopped = waitForSignal()
  await writeRunning(dataDirectory, { url, ledgerUrl, pid: process.pid })
  const seconds = Number(((performance.now() - started) / 1_000).toFixed(1))
  output.value({ url, ledgerUrl, dataDirectory, demo, seconds })
  for (const line of describePlatform({ platform, dataDirectory, demo, seconds })) output.line(line)
  if (demo && options.fill)
    await fillWithStories({ url, dataDirectory, language: environment.language, output, until: stopped })
  output.progress(`Stopping (${await stopped}) …`)
  await platform.close()
  await removeRunning(dataDirectory)
}

function describePlatform(of: {
  platform: Platform
  dataDirectory: string
  demo: boolean
  seconds: number
}): string[] {
  return [
    '',
    `  Cinnabar is ready after ${of.seconds} s.`,
    '',
    `  Pages     ${of.platform.url}`,
    `  API       ${of.platform.url}/docs`,
    `  Ledger    ${of.platform.ledgerUrl}`,
    `  Data      ${of.dataDirectory}`,
    ...(of.demo
      ? ['', '  This is a demo: time on its ledger can be moved, and its money is play money.']
      : []),
    '',
  ]
}

function waitForSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    // They stay: Ctrl-C may arrive twice, from the terminal and from what started this, and must not cut the stop off.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal))
  })
}

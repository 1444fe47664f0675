import { resolve } from 'node:path'
import { Command, CommanderError, Option } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { addDoctor } from './commands/doctor.ts'
import { addErase } from './commands/erase.ts'
import { addKeys } from './commands/keys.ts'
import { addOrder } from './commands/order.ts'
import { addRebuild } from './commands/rebuild.ts'
import { addScenario } from './commands/scenario.ts'
import { addSimulate } from './commands/simulate.ts'
import { addUp } from './commands/up.ts'
import { addVerify } from './commands/verify.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { createOutput, type Output, UsageError } from './output.ts'

const DONE = 0
const REFUSED = 1
const USAGE = 2

process.exitCode = await run(process.argv, readEnvironment(process.env))
// Pooled connections would keep a finished command alive.
process.exit()

async function run(argv: readonly string[], environment: Environment): Promise<number> {
  const program = createProgram(environment)
  try {
    await program.parseAsync(argv as string[])
    return DONE
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : USAGE
    const { message, code } = error as Error & { code?: unknown }
    if (argv.includes('--json'))
      process.stdout.write(`${JSON.stringify({ error: message, code: code ?? null })}\n`)
    else console.error(`cinnabar: ${message}`)
    // What nobody foresaw is shown with where it happened.
    if (typeof code !== 'string' && error instanceof Error) console.error(error.stack)
    return error instanceof UsageError ? USAGE : REFUSED
  }
}

function createProgram(from: Environment): Command {
  const program = new Command('cinnabar')
    .description('Escrow for trade between strangers')
    .version(packageJson.version)
    .addOption(new Option('--json', 'print results as JSON, one a line'))
    .addOption(
      new Option('--url <url>', 'of a running service (CINNABAR_URL)').default(
        from.url,
        from.url ?? 'what runs here',
      ),
    )
    .addOption(
      new Option('--data <directory>', 'where everything is stored (CINNABAR_DATA)').default(
        from.dataDirectory,
      ),
    )
    .addOption(
      new Option('--keys <directory>', 'of the data keys, when not in --data (CINNABAR_KEYS)').default(
        from.keyDirectory,
      ),
    )
    .addOption(new Option('--lang <language>', 'of texts').choices(['en', 'zh-CN']).default(from.language))
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(see --help)')
  const environment = bindEnvironment(program, from)
  const add = [addUp, addScenario, addOrder, addErase, addVerify, addKeys, addRebuild, addDoctor]
  for (const addCommand of add) addCommand(program, environment, createOutputOf)
  addSimulate(program, createOutputOf)
  return program
}

function createOutputOf(command: Command): Output {
  return createOutput({ json: command.optsWithGlobals<{ json?: boolean }>().json ?? false })
}

/** The environment as the options have it when a command runs. */
function bindEnvironment(program: Command, from: Environment): Environment {
  type Options = { url?: string; data: string; keys?: string; lang: Environment['language'] }
  return {
    ...from,
    get url() {
      return program.opts<Options>().url
    },
    get dataDirectory() {
      return resolve(program.opts<Options>().data)
    },
    get keyDirectory() {
      const { keys } = program.opts<Options>()
      return keys === undefined ? undefined : resolve(keys)
    },
    get language() {
      return program.opts<Options>().lang
    },
  }
}

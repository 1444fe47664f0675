import { readFile } from 'node:fs/promises'
import {
  movesTime,
  runStory,
  STORIES,
  type StepResult,
  type Story,
  type StoryResult,
} from '@cinnabar/scenarios'
import { createClient, createDetails, getNetwork } from '@cinnabar/sdk'
import type { Command } from 'commander'
import type { Environment } from '../environment.ts'
import { formatTable, type Output, padToWidth, RefusedError, UsageError } from '../output.ts'
import { type Platform, startPlatform } from '../platform.ts'
import { getServiceUrl } from '../running.ts'

type ScenarioOptions = { ephemeral?: boolean; list?: boolean; details?: string }

type Details = Readonly<Record<string, string>>

/** Most steps are said in less; longer ones push their outcome to the right. */
const SAYS_WIDTH = 44

/** `cinnabar scenario [NAME…]`: runs stories step by step and checks every balance at the end. */
export function addScenario(
  program: Command,
  environment: Environment,
  createOutputOf: (command: Command) => Output,
): void {
  program
    .command('scenario')
    .argument('[names...]', `which; all when left out: ${STORIES.map(({ name }) => name).join(', ')}`)
    .description('Run stories against a running service, step by step, and check every balance at the end')
    .option('--ephemeral', 'against a platform of their own, which is thrown away afterwards')
    .option('--list', 'only say which there are')
    .option(
      '--details <file>',
      'JSON of fields and texts to seal in every order, to look for them afterwards',
    )
    .addHelpText(
      'after',
      '\nA story that moves time does so only on a ledger that was started with --demo; against any other service it' +
        '\nruns on a ledger of its own, and says so.',
    )
    .action(async (names: string[], options: ScenarioOptions, command: Command) => {
      const output = createOutputOf(command)
      const stories = chooseStories(names)
      if (options.list) return listStories(stories, environment, output)
      const details = options.details === undefined ? undefined : await readDetails(options.details)
      await runAll(stories, { ephemeral: options.ephemeral ?? false, details }, environment, output)
    })
}

function chooseStories(names: readonly string[]): readonly Story[] {
  if (names.length === 0) return STORIES
  return names.map((name) => {
    const story = STORIES.find((candidate) => candidate.name === name)
    if (story !== undefined) return story
    throw new UsageError(
      `There is no story called ${name}. There are: ${STORIES.map((candidate) => candidate.name).join(', ')}.`,
    )
  })
}

function listStories(stories: readonly Story[], environment: Environment, output: Output): void {
  for (const { number, name, title } of stories) output.value({ number, name, title })
  const rows = stories.map(({ number, name, title }) => [String(number), name, title[environment.language]])
  for (const line of formatTable(rows)) output.line(line)
}

async function readDetails(path: string): Promise<Details> {
  try {
    const details: unknown = JSON.parse(await readFile(path, 'utf8'))
    // Refuses what is no field or no text.
    createDetails(details as Details)
    return details as Details
  } catch (cause) {
    throw new UsageError(
      `--details ${path} is no JSON of fields and texts, such as {"note": "Ring twice"}.`,
      {
        cause,
      },
    )
  }
}

async function runAll(
  stories: readonly Story[],
  { ephemeral, details }: { ephemeral: boolean; details: Details | undefined },
  environment: Environment,
  output: Output,
): Promise<void> {
  const url = ephemeral ? undefined : await getServiceUrl(environment)
  const isDemo = url !== undefined && (await isDemoAt(url))
  const own = createOwnPlatform(environment, output)
  const results: StoryResult[] = []
  try {
    for (const story of stories) {
      output.line(`\n${story.number}. ${story.title[environment.language]}`)
      const needsOwn = url === undefined || (movesTime(story) && !isDemo)
      if (needsOwn && url !== undefined) {
        output.progress(`  ${url} keeps real time, and this story moves it: it runs on a ledger of its own.`)
      }
      const at = needsOwn ? (await own.get()).url : url
      const result = await runStory(story, {
        url: at,
        details,
        onStep: (step) => output.line(formatStep(step, environment.language)),
      })
      results.push(result)
      output.value(result)
      for (const line of describeBalances(result)) output.line(line)
    }
  } finally {
    await own.close()
  }
  const failed = results.filter(({ passed }) => !passed).map(({ story }) => story)
  if (failed.length > 0)
    throw new RefusedError(`Balances are not as they should be in: ${failed.join(', ')}.`)
  output.line(`\n${results.length} of ${results.length} stories ended as they should.`)
}

async function isDemoAt(url: string): Promise<boolean> {
  try {
    return (await getNetwork(createClient({ url, retries: 0 }))).isDemo
  } catch (cause) {
    throw new RefusedError(
      `No service answers at ${url}. Start one with: npm start (or run the story on its own with --ephemeral).`,
      { cause },
    )
  }
}

/** A platform that is started when it is first needed. */
function createOwnPlatform(environment: Environment, output: Output) {
  let platform: Promise<Platform> | undefined
  return {
    get: () => {
      platform ??= startPlatform({
        anvilPath: environment.anvilPath,
        port: 0,
        ledgerPort: 0,
        demo: true,
        logLevel: 'error',
        progress: (text) => output.progress(`  ${text}`),
      })
      return platform
    },
    close: async () => {
      await (await platform)?.close()
    },
  }
}

function formatStep(
  { number, of, says, outcome, milliseconds }: StepResult,
  language: Environment['language'],
): string {
  const place = `${String(number).padStart(String(of).length)}/${of}`
  return `  ${place}  ${padToWidth(says[language], SAYS_WIDTH)} ${outcome}  (${milliseconds} ms)`
}

function describeBalances({ balances, passed }: StoryResult): string[] {
  const rows = balances
    .filter(
      ({ wallet, balance, bond, right }) => !right || [wallet, balance, bond].some((text) => text !== '0'),
    )
    .map(({ party, wallet, balance, bond, expected, right }) => [
      party,
      wallet,
      balance,
      bond,
      right ? '✓' : `✗ expected ${expected.wallet}, ${expected.balance}, ${expected.bond}`,
    ])
  return [
    ...formatTable([['', 'wallet', 'balance', 'bond', ''], ...rows]).map((line) => `  ${line}`),
    passed ? '  Every balance is right.' : '  Balances are WRONG.',
  ]
}

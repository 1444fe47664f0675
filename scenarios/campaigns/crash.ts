/**
 * The crash campaign: stories run while the whole platform is killed with SIGKILL at random moments. After each
 * restart no acknowledged action may be missing or done twice, and the stories go on to the right balances. Nothing of
 * what they sealed may stand anywhere, not even in what a kill left half written.
 *
 * node scenarios/campaigns/crash.ts [--rounds 100] [--seed N]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createClient, getAction } from '@cinnabar/sdk'
import { createCanaries, detailsOf, scanPlatform, sourcesOf, startPlatformProcess } from '@cinnabar/testing'
import { runStory, STORIES } from '../src/index.ts'
import { createPatientFetch } from './patientFetch.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
  },
})
const rounds = Number(values.rounds)
const random = createRandom(Number(values.seed))
/** A kill falls within this time after the platform answers. */
const LONGEST_LIFE_MS = 4_000
/** Longer than any restart. */
const PATIENCE_MS = 90_000

console.log(`Killing the platform ${rounds} times, seed ${values.seed}.`)
const directory = await mkdtemp(join(tmpdir(), 'cinnabar-crash-'))
const canaries = createCanaries()
/** What the processes printed that were killed. */
const printed: string[] = []
const start = () => startPlatformProcess({ directory, port: 20_000 + (process.pid % 20_000) })
let victim = await start()
const acknowledged = new Set<string>()
const finished: string[] = []
const problems: string[] = []
let kills = 0

try {
  await Promise.all([killRepeatedly(), tellStories()])
  const missing = await listMissing()
  problems.push(...missing.map((id) => `action ${id} was acknowledged and is not recorded`))
  const log = [...printed, victim.printed()].join('\n')
  const findings = await scanPlatform({ canaries, ...sourcesOf(victim), log })
  problems.push(...findings.map((finding) => `told: ${JSON.stringify(finding)}`))
} catch (error) {
  problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
} finally {
  await victim.stop()
  await rm(directory, { recursive: true, force: true })
}

for (const problem of problems) console.error(problem)
console.log(
  `${kills} kills, ${finished.length} stories, ${acknowledged.size} acknowledged actions, ${problems.length} problems.`,
)
process.exit(problems.length === 0 ? 0 : 1)

async function killRepeatedly(): Promise<void> {
  while (kills < rounds) {
    await new Promise((resolve) => setTimeout(resolve, random() * LONGEST_LIFE_MS))
    await victim.kill()
    printed.push(victim.printed())
    victim = await start()
    kills += 1
    if (kills % 10 === 0) console.log(`${kills} of ${rounds} kills, ${finished.length} stories …`)
  }
}

/** Story after story, until the last kill is over and the story that it hit has ended. */
async function tellStories(): Promise<void> {
  const patient = createPatientFetch({ patienceMs: PATIENCE_MS })
  const stories = STORIES.filter(({ name }) => name !== 'vanished-agent')
  for (let next = 0; kills < rounds || finished.length < stories.length; next += 1) {
    const story = stories[next % stories.length]!
    const result = await runStory(story, {
      url: victim.url,
      fetch: patient,
      details: detailsOf(canaries),
      onAction: (id) => acknowledged.add(id),
    })
    finished.push(story.name)
    const wrong = result.balances.filter(({ right }) => !right)
    problems.push(...wrong.map((balance) => `${story.name}: ${JSON.stringify(balance)}`))
  }
}

async function listMissing(): Promise<string[]> {
  const client = createClient({ url: victim.url, fetch: createPatientFetch({ patienceMs: PATIENCE_MS }) })
  const missing: string[] = []
  for (const id of acknowledged) {
    const { status } = await getAction(client, { id: id as `0x${string}` })
    if (status !== 'recorded' && status !== 'final') missing.push(`${id} (${status})`)
  }
  return missing
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

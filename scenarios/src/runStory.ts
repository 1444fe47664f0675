import { formatMoney, parseMoney } from '@cinnabar/protocol'
import { ApiError, getAccount } from '@cinnabar/sdk'
import { type Cast, createCast } from './cast.ts'
import { describeStep } from './describeStep.ts'
import { playStep } from './playStep.ts'
import type { RunOptions, StepResult } from './run.ts'
import type { Party, Story } from './story.ts'

/** What a party has at the end, and what it should have, as decimal text. */
export type BalanceResult = {
  readonly party: string
  readonly wallet: string
  readonly balance: string
  readonly bond: string
  readonly expected: Required<Party>
  readonly right: boolean
}

export type StoryResult = {
  readonly story: string
  readonly passed: boolean
  readonly steps: readonly StepResult[]
  readonly balances: readonly BalanceResult[]
}

/** A step did not lead where the story says. */
export class StoryFailedError extends Error {
  readonly code = 'STORY_FAILED'
  readonly retryable = false
  constructor({ story, step, says, cause }: { story: string; step: number; says: string; cause?: unknown }) {
    super(`${story}, step ${step}: ${says}`, { cause })
    this.name = 'StoryFailedError'
  }
}

/**
 * Runs a story over HTTP with fresh parties, and checks what every party has at the end.
 *
 * @throws StoryFailedError at the first step that does not lead where the story says.
 */
export async function runStory(story: Story, options: RunOptions): Promise<StoryResult> {
  const cast = await createCast(story, options)
  const steps: StepResult[] = []
  for (const [index, step] of story.steps.slice(0, options.steps).entries()) {
    options.signal?.throwIfAborted()
    const began = performance.now()
    const outcome = await playStep(step, cast).catch((cause: unknown) => {
      throw new StoryFailedError({
        story: story.name,
        step: index + 1,
        says: `${step.act}: ${describe(cause)}`,
        cause,
      })
    })
    const result: StepResult = {
      number: index + 1,
      of: story.steps.length,
      act: step.act,
      by: 'by' in step ? step.by : null,
      order: 'order' in step ? step.order : null,
      says: describeStep(step),
      outcome,
      milliseconds: Math.round(performance.now() - began),
    }
    steps.push(result)
    options.onStep?.(result)
  }
  if (options.steps !== undefined) return { story: story.name, passed: true, steps, balances: [] }
  const balances = await Promise.all(
    Object.keys(story.parties).map((party) => checkBalances(story, party, cast)),
  )
  return { story: story.name, passed: balances.every(({ right }) => right), steps, balances }
}

async function checkBalances(story: Story, party: string, cast: Cast): Promise<BalanceResult> {
  const { address } = cast.accounts[party]!
  const { holdings } = await getAccount(cast.observer, { address, token: cast.token })
  const holding = holdings[0]!
  const has = { wallet: holding.wallet, balance: holding.balance, bond: holding.bond }
  const expected = { wallet: '0', balance: '0', bond: '0', ...story.outcome[party] }
  const right = (Object.keys(has) as (keyof typeof has)[]).every(
    (where) => has[where] === parseMoney(expected[where], cast.token),
  )
  const text = (amount: bigint) => formatMoney(amount, cast.token)
  return {
    party,
    wallet: text(has.wallet),
    balance: text(has.balance),
    bond: text(has.bond),
    expected,
    right,
  }
}

function describe(cause: unknown): string {
  if (cause instanceof ApiError) return `${cause.code}: ${cause.message}`
  return cause instanceof Error ? cause.message : String(cause)
}

import type { Step, Text } from './story.ts'

/** What became of one step. */
export type StepResult = {
  readonly number: number
  readonly of: number
  readonly act: Step['act']
  readonly by: string | null
  readonly order: string | null
  /** What happened, for the reader. */
  readonly says: Text
  /** The order's state afterwards, or the code of a refusal that was expected. */
  readonly outcome: string
  readonly milliseconds: number
}

export type RunOptions = {
  /** Of a running service. */
  readonly url: string
  /** Instead of the global one; the crash campaign waits here until a killed service is back. */
  readonly fetch?: typeof fetch | undefined
  /** Hears each step once it is done. */
  readonly onStep?: ((step: StepResult) => void) | undefined
  /** Hears each action that the service acknowledged. */
  readonly onAction?: ((id: string) => void) | undefined
  /** Plays only so many steps, and checks no balances: the story stays in the middle. */
  readonly steps?: number | undefined
  /** Sealed, by field, in every order whose story says nothing of details, and instead of what a story says there. */
  readonly details?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
}

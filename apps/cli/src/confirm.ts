import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { RefusedError } from './output.ts'

export type Terminal = {
  readonly input: Readable & { readonly isTTY?: boolean }
  readonly output: Writable
}

/**
 * Asks before what cannot be undone.
 *
 * @param terminal - Where a person sits; the question is no result, so it goes to stderr.
 * @throws RefusedError unless the answer is yes, or where nobody can be asked.
 */
export async function confirm(
  question: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<void> {
  if (!input.isTTY) {
    throw new RefusedError('Nothing was done: there is no terminal to ask in. Say --yes if you are sure.')
  }
  const reader = createInterface({ input, output })
  const ended = new Promise<string>((resolve) => reader.once('close', () => resolve('')))
  const answer = await Promise.race([reader.question(`${question} [yes/no] `), ended])
  reader.close()
  if (answer.trim().toLowerCase() !== 'yes')
    throw new RefusedError('Nothing was done: the answer was not yes.')
}

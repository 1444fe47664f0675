import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runStory, STORIES } from '@cinnabar/scenarios'
import type { Environment } from '../environment.ts'
import type { Output } from '../output.ts'

type Filling = {
  readonly url: string
  readonly dataDirectory: string
  readonly language: Environment['language']
  readonly output: Output
  /** Ends the filling early. */
  readonly until: Promise<unknown>
}

/** Stories that are left in the middle, by the number of steps that are played: an order in many states. */
const BEGINNINGS = [
  ['shop', 2],
  ['shop', 3],
  ['shop', 4],
  ['daigou', 3],
  ['daigou', 5],
  ['daigou', 4],
] as const

/**
 * Runs every story once on a demo's ledger, and leaves some in the middle, so that a newcomer sees life at once.
 * The stories of domain.md come last first, so that the first one stands at the top of the list.
 */
export async function fillWithStories({
  url,
  dataDirectory,
  language,
  output,
  until,
}: Filling): Promise<void> {
  const marker = join(dataDirectory, 'filled')
  if (await exists(marker)) return
  const stop = new AbortController()
  void until.then(() => stop.abort())
  const whole = STORIES.toReversed().map((story) => ({ story, steps: undefined }))
  const begun = BEGINNINGS.map(([name, steps]) => ({
    story: STORIES.find((story) => story.name === name)!,
    steps,
  }))
  for (const { story, steps } of [...whole, ...begun]) {
    output.progress(`Filling: ${story.title[language]}${steps === undefined ? '' : `, ${steps} steps`} …`)
    try {
      await runStory(story, { url, steps, signal: stop.signal })
    } catch (error) {
      if (stop.signal.aborted) return
      output.progress(`  not filled with ${story.name}: ${(error as Error).message}`)
    }
  }
  await writeFile(marker, '')
  output.progress('The pages are filled with the stories.')
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

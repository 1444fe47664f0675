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

/** Runs every story once on a demo's ledger, so that a newcomer sees life at once. */
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
  for (const story of STORIES) {
    output.progress(`Filling: ${story.title[language]} …`)
    try {
      await runStory(story, { url, signal: stop.signal })
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

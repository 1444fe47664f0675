import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ENDING_STORIES, runStory } from '@cinnabar/scenarios'
import {
  createCanaries,
  createRecordingFetch,
  detailsOf,
  type PlatformProcess,
  scanPlatform,
  sourcesOf,
  startPlatformProcess,
} from '@cinnabar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const PORT = 23_000 + (process.pid % 17_000)

describe('every ending of every state, on a whole platform', { timeout: 120_000 }, () => {
  const canaries = createCanaries()
  const { fetch, responses } = createRecordingFetch()
  let directory: string
  let platform: PlatformProcess
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'cinnabar-endings-'))
    platform = await startPlatformProcess({ directory, port: PORT, logLevel: 'debug' })
  }, 60_000)
  afterAll(async () => {
    await platform?.stop()
    await rm(directory, { recursive: true, force: true })
  })

  for (const story of ENDING_STORIES) {
    it(`pays what is right: ${story.title.en}`, async () => {
      const { balances } = await runStory(story, { url: platform.url, fetch, details: detailsOf(canaries) })
      expect(balances.filter(({ right }) => !right)).toEqual([])
      expect(balances).toHaveLength(Object.keys(story.parties).length)
    })
  }

  it('leaves nothing anywhere of what was sealed in each of them', async () => {
    expect(responses.filter(({ url }) => url.endsWith('/details')).length).toBeGreaterThanOrEqual(
      ENDING_STORIES.length / 2,
    )
    expect(await scanPlatform({ canaries, ...sourcesOf(platform), responses })).toEqual([])
  })
})

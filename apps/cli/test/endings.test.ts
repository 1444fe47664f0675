import { ENDING_STORIES, runStory } from '@cinnabar/scenarios'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Platform, startPlatform } from '../src/platform.ts'

describe('every ending of every state, on a whole platform', { timeout: 60_000 }, () => {
  let platform: Platform
  beforeAll(async () => {
    const progress = () => {}
    platform = await startPlatform({ port: 0, ledgerPort: 0, demo: true, logLevel: 'error', progress })
  }, 60_000)
  afterAll(() => platform?.close())

  for (const story of ENDING_STORIES) {
    it(`pays what is right: ${story.title.en}`, async () => {
      const { balances } = await runStory(story, { url: platform.url })
      expect(balances.filter(({ right }) => !right)).toEqual([])
      expect(balances).toHaveLength(Object.keys(story.parties).length)
    })
  }
})

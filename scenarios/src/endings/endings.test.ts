import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { STORIES } from '../stories/index.ts'
import { shop } from '../stories/shop.ts'
import { describeEndings } from './describeEndings.ts'
import { ENDING_STORIES } from './endingStories.ts'
import { listEndings } from './listEndings.ts'
import { listTold } from './listTold.ts'

describe('endings', () => {
  it('are all told by a story of their own, and by no other way than the tables know', () => {
    const told = ENDING_STORIES.flatMap(listTold).map(({ state, way, ending }) => ({ state, way, ending }))
    expect(told).toEqual(listEndings().map(({ state, way, ending }) => ({ state, way, ending })))
    expect(new Set(ENDING_STORIES.map(({ name }) => name)).size).toBe(ENDING_STORIES.length)
  })

  it('are read from the steps of a story', () => {
    expect(listTold(shop)).toEqual([{ state: 'Delivered', way: 'default', ending: 'Earned', step: 7 }])
  })

  it('stand on the page as the stories tell them', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../docs/specs/endings.md'), 'utf8')
    expect(page).toBe(describeEndings(STORIES))
  })

  it('refuse a story that tells what the tables do not know', () => {
    const steps = shop.steps.filter(({ act }) => act !== 'ship' && act !== 'deliver')
    expect(() => describeEndings([{ ...shop, steps }])).toThrow('Accepted does not end by default as Earned')
  })
})

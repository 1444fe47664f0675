import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ACTS, LENS_ACTS } from '../src/index.ts'
import { buildDescriptionsFile } from './descriptions.ts'

describe('the committed descriptions', () => {
  it('are what describeOrder says now', () => {
    const committed = JSON.parse(readFileSync(new URL('descriptions.json', import.meta.url), 'utf8'))
    expect(buildDescriptionsFile(1, 64)).toEqual(committed)
  })

  it('have a bit for every act', () => {
    expect([...new Set(ACTS.map(({ action }) => action))].sort()).toEqual([...LENS_ACTS].sort())
  })
})

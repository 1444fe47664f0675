import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { buildAround } from './around.ts'

it('what is signed around the escrow is what the generator signs', () => {
  const committed = JSON.parse(readFileSync(new URL('around.json', import.meta.url), 'utf8'))
  expect(JSON.parse(JSON.stringify(buildAround()))).toEqual(committed)
})

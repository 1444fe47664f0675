import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildAccounts } from './accounts.ts'

describe('the committed accounts', () => {
  it('are those of the generator', () => {
    const committed = JSON.parse(readFileSync(new URL('accounts.json', import.meta.url), 'utf8'))
    expect(JSON.parse(JSON.stringify(buildAccounts()))).toEqual(committed)
  })
})

import type { Address } from '@cinnabar/protocol'
import { describe, expect, it } from 'vitest'
import { DOMAIN } from '../../test/fakeService.ts'
import { createPersonKeys, findOrderIndices } from '../index.ts'

const keys = createPersonKeys(new Uint8Array(32).fill(4), DOMAIN)

describe('finding the orders of a root', () => {
  const find = async (used: readonly number[], gap?: number) => {
    const accounts = new Set<Address>(used.map((index) => keys.orderAccount(index).address))
    const asked: Address[] = []
    const isUsed = async (account: Address) => {
      asked.push(account)
      return accounts.has(account)
    }
    return { found: await findOrderIndices(keys, { isUsed, ...(gap && { gap }) }), asked: asked.length }
  }

  it('goes on over a gap, and stops after one of twenty', async () => {
    expect(await find([])).toEqual({ found: [], asked: 20 })
    expect(await find([0, 1, 21])).toEqual({ found: [0, 1, 21], asked: 42 })
    expect(await find([0, 21])).toEqual({ found: [0], asked: 21 })
    expect(await find([19])).toEqual({ found: [19], asked: 40 })
  })

  it('takes a wider gap', async () => {
    expect((await find([0, 25], 30)).found).toEqual([0, 25])
  })
})

import { expect, it } from 'vitest'
import { readOrdersSearch } from './ordersSearch.ts'

const account = `0x${'ab'.repeat(20)}`

it('keeps a state and an account', () => {
  expect(readOrdersSearch({ state: 'Shipped', account })).toEqual({ state: 'Shipped', account })
})

it('leaves out what makes no sense', () => {
  expect(readOrdersSearch({ state: 'None', account: '0x12', page: 3 })).toEqual({})
  expect(readOrdersSearch({ state: 4, account: null })).toEqual({})
})

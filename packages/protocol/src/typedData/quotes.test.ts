import { describe, expect, it } from 'vitest'
import { hashText, type Hex } from '../bytes.ts'
import { QuotesError, quotesProof, quotesRoot, quotesRootOf } from './quotes.ts'

describe('quotesRoot', () => {
  const orders = (count: number): Hex[] => Array.from({ length: count }, (_, i) => hashText(`order ${i}`))

  it('is reached from every order, for every number of them', () => {
    for (let count = 1; count <= 33; count++) {
      const ids = orders(count)
      const root = quotesRoot(ids)
      for (const id of ids) expect(quotesRootOf(id, quotesProof(ids, id))).toBe(root)
    }
  })

  it('is another one when any order is another one', () => {
    const ids = orders(9)
    for (let i = 0; i < ids.length; i++) {
      expect(quotesRoot(ids.with(i, hashText('another')))).not.toBe(quotesRoot(ids))
    }
  })

  it('is not reached by an order outside, nor by a node inside', () => {
    const ids = orders(8)
    const proof = quotesProof(ids, ids[3]!)
    expect(quotesRootOf(hashText('outside'), proof)).not.toBe(quotesRoot(ids))
    expect(quotesRootOf(quotesRootOf(ids[3]!, proof.slice(0, 1)), proof.slice(1))).not.toBe(quotesRoot(ids))
  })

  it('refuses none, and an order that is not there', () => {
    expect(() => quotesRoot([])).toThrow(QuotesError)
    expect(() => quotesProof(orders(3), hashText('outside'))).toThrow('is not among the quotes')
  })
})

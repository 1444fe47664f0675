import { type Address, quoteTerms } from '@cinnabar/protocol'
import { describe, expect, it } from 'vitest'
import { eventActors } from './eventActors.ts'

const account = (digit: number): Address => `0x${`${digit}`.repeat(40)}`
const quote = { preset: 'daigou', buyer: account(1), seller: account(2), token: account(3) } as const
const rest = { goods: 1n, validUntil: 0, salt: 0n }
const attested = quoteTerms({ ...quote, ...rest, attestor: account(5) }).terms
const plain = quoteTerms({ ...quote, ...rest }).terms

describe('eventActors', () => {
  it('names the party whose account the event carries', () => {
    expect(eventActors({ type: 'order.disputed', data: { by: account(2) } }, attested)).toEqual(['seller'])
  })

  it('tells what the clock did from what the buyer did', () => {
    expect(eventActors({ type: 'order.approved', data: { byDefault: true } }, attested)).toBe('clock')
    expect(eventActors({ type: 'order.approved', data: { byDefault: false } }, attested)).toEqual(['buyer'])
  })

  it('lets the seller inspect where nobody attests', () => {
    expect(eventActors({ type: 'order.inspected', data: {} }, attested)).toEqual(['attestor'])
    expect(eventActors({ type: 'order.inspected', data: {} }, plain)).toEqual(['seller'])
  })

  it('claims nothing about an ending or an account it does not know', () => {
    expect(eventActors({ type: 'order.settled', data: {} }, plain)).toEqual([])
    expect(eventActors({ type: 'order.disputed', data: { by: account(9) } }, plain)).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { STATE_NAMES, State, type StateName } from '../lifecycle/state.ts'
import { DISCLOSURE_REASON_NAMES, type DisclosureReason, describeReason, isReasonMet } from './reasons.ts'

/** docs/specs/details.md, Need to know. + is handed out, - kept back; after the goods were shipped, before. */
const TABLE: Readonly<Record<StateName, Readonly<Record<DisclosureReason, '++' | '+-' | '--'>>>> = {
  // biome-ignore format: a table
  None:      { own: '++', fulfilment: '--', routing: '--', parcelLabel: '--', carriage: '--', dispute: '--', conversation: '++', support: '++' },
  // biome-ignore format: a table
  Requested: { own: '++', fulfilment: '++', routing: '++', parcelLabel: '--', carriage: '--', dispute: '--', conversation: '++', support: '++' },
  // biome-ignore format: a table
  Accepted:  { own: '++', fulfilment: '++', routing: '++', parcelLabel: '++', carriage: '--', dispute: '--', conversation: '++', support: '++' },
  // biome-ignore format: a table
  Inspected: { own: '++', fulfilment: '++', routing: '++', parcelLabel: '++', carriage: '--', dispute: '--', conversation: '++', support: '++' },
  // biome-ignore format: a table
  Approved:  { own: '++', fulfilment: '++', routing: '++', parcelLabel: '++', carriage: '--', dispute: '--', conversation: '++', support: '++' },
  // biome-ignore format: a table
  Shipped:   { own: '++', fulfilment: '++', routing: '++', parcelLabel: '++', carriage: '+-', dispute: '--', conversation: '++', support: '++' },
  // biome-ignore format: a table
  Delivered: { own: '++', fulfilment: '++', routing: '++', parcelLabel: '--', carriage: '+-', dispute: '--', conversation: '++', support: '++' },
  // biome-ignore format: a table
  Disputed:  { own: '++', fulfilment: '++', routing: '++', parcelLabel: '--', carriage: '+-', dispute: '++', conversation: '++', support: '++' },
  // biome-ignore format: a table
  Escalated: { own: '++', fulfilment: '++', routing: '++', parcelLabel: '--', carriage: '+-', dispute: '++', conversation: '++', support: '++' },
  // biome-ignore format: a table
  Backup:    { own: '++', fulfilment: '++', routing: '++', parcelLabel: '--', carriage: '+-', dispute: '++', conversation: '++', support: '++' },
  // biome-ignore format: a table
  Settled:   { own: '++', fulfilment: '--', routing: '--', parcelLabel: '--', carriage: '--', dispute: '--', conversation: '++', support: '++' },
}

describe('isReasonMet', () => {
  it.each(STATE_NAMES)('hands out what is needed in %s, and nothing else', (name) => {
    const state = State[name]
    const sign = (reason: DisclosureReason, shipped: boolean) =>
      isReasonMet(reason, { state, shipped }) ? '+' : '-'
    const row = DISCLOSURE_REASON_NAMES.map((reason) => [reason, sign(reason, true) + sign(reason, false)])
    expect(Object.fromEntries(row)).toEqual(TABLE[name])
  })
})

describe('describeReason', () => {
  it.each(DISCLOSURE_REASON_NAMES)('says %s in both languages', (reason) => {
    expect(describeReason(reason)).toMatch(/^(It|To) [a-zA-Z ,-]+$/)
    expect(describeReason(reason, 'zh-CN')).toMatch(/^\p{Script=Han}[\p{Script=Han}（）]+$/u)
  })

  it('says no two alike', () => {
    const said = DISCLOSURE_REASON_NAMES.flatMap((reason) => [
      describeReason(reason, 'en'),
      describeReason(reason, 'zh-CN'),
    ])
    expect(new Set(said).size).toBe(2 * DISCLOSURE_REASON_NAMES.length)
  })
})

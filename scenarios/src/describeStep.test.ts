import { describe, expect, it } from 'vitest'
import { describeStep } from './describeStep.ts'
import { STORIES } from './stories/index.ts'

describe('what a step says', () => {
  it('is what its story says', () => {
    const says = { en: 'The parcel is lost', 'zh-CN': '包裹丢失' }
    expect(describeStep({ act: 'advance', seconds: 60, says })).toBe(says)
  })

  it('is else the party, the act and the order', () => {
    expect(describeStep({ act: 'ship', order: 'parcel', by: 'agent', record: '' })).toEqual({
      en: 'agent ships parcel',
      'zh-CN': '代购发货：包裹',
    })
    expect(describeStep({ act: 'advance', seconds: 60 })).toEqual({ en: 'time passes', 'zh-CN': '时间推移' })
  })

  it('names every party and order of the stories in Chinese too', () => {
    const steps = STORIES.flatMap((story) => story.steps).filter(({ says }) => says === undefined)
    const words = steps.flatMap((step) => describeStep(step)['zh-CN'].match(/[a-z]+/gi) ?? [])
    expect(words).toEqual([])
  })
})

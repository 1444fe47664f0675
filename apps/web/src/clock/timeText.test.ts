import { DAY, HOUR, MINUTE } from '@cinnabar/protocol'
import { describe, expect, it } from 'vitest'
import { formatDistance, formatSpan } from './timeText.ts'

const NOW = 1_800_000_000

describe('formatDistance', () => {
  it('says how far a deadline is, in its largest whole unit', () => {
    expect(formatDistance(NOW + 2 * DAY + 5 * HOUR, NOW, 'en')).toBe('in 2 days')
    expect(formatDistance(NOW + 2 * DAY, NOW, 'zh-CN')).toBe('2天后')
    expect(formatDistance(NOW + HOUR, NOW, 'en')).toBe('in 1 hour')
    expect(formatDistance(NOW + 59, NOW, 'en')).toBe('in 59 seconds')
  })

  it('never promises a day that is not whole', () => {
    expect(formatDistance(NOW + DAY - 1, NOW, 'en')).toBe('in 23 hours')
  })

  it('says how long ago something was', () => {
    expect(formatDistance(NOW - 3 * MINUTE, NOW, 'en')).toBe('3 minutes ago')
    expect(formatDistance(NOW - 3 * MINUTE, NOW, 'zh-CN')).toBe('3分钟前')
  })

  it('has a word for the very second', () => {
    expect(formatDistance(NOW, NOW, 'en')).toBe('in 0 seconds')
  })
})

describe('formatSpan', () => {
  it('names two units at most and leaves out an empty one', () => {
    expect(formatSpan(2 * DAY + 4 * HOUR + 9 * MINUTE, 'en')).toBe('2 days, 4 hours')
    expect(formatSpan(2 * DAY + 9 * MINUTE, 'en')).toBe('2 days')
    expect(formatSpan(2 * DAY + 4 * HOUR, 'zh-CN')).toBe('2天4小时')
  })

  it('counts the last minute in seconds', () => {
    expect(formatSpan(61, 'en')).toBe('1 minute, 1 second')
    expect(formatSpan(9, 'en')).toBe('9 seconds')
    expect(formatSpan(0, 'en')).toBe('0 seconds')
  })

  it('shows windows of the presets as people say them', () => {
    expect(formatSpan(72 * HOUR, 'en')).toBe('3 days')
    expect(formatSpan(90 * DAY, 'zh-CN')).toBe('90天')
  })
})

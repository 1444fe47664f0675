import { expect, it } from 'vitest'
import { chooseLanguage } from './language.ts'

it('keeps what the reader chose before', () => {
  expect(chooseLanguage('zh-CN', ['en-GB'])).toBe('zh-CN')
  expect(chooseLanguage('en', ['zh-CN'])).toBe('en')
})

it('takes the first language of the browser that the pages speak', () => {
  expect(chooseLanguage(null, ['fr-FR', 'zh-Hans-SG', 'en'])).toBe('zh-CN')
  expect(chooseLanguage(null, ['de', 'en-US', 'zh-CN'])).toBe('en')
})

it('speaks English where nothing fits, also when what was stored is no language', () => {
  expect(chooseLanguage(null, [])).toBe('en')
  expect(chooseLanguage('tlh', ['fr'])).toBe('en')
})

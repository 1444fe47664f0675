import { hashTypedData } from 'viem'
import { describe, expect, it } from 'vitest'
import { account, DOMAIN } from '../../test/playOrder.ts'
import { hashText } from '../bytes.ts'
import { describeKeysMessage, hashKeysMessage, toKeysTypedData } from './keys.ts'
import { KEYS_SCHEME } from './scheme.ts'

const until = 1_800_000_000
const MESSAGES = {
  SetKey: { account: account(1), key: hashText('key'), version: 2n, until },
  RevokeKey: { account: account(1), version: 3n, until },
} as const

describe('hashKeysMessage', () => {
  it.each(['SetKey', 'RevokeKey'] as const)(
    'is the EIP-712 digest that other libraries compute: %s',
    (type) => {
      const data = toKeysTypedData(type, MESSAGES[type], DOMAIN)
      expect(data.domain.name).toBe('Cinnabar Keys')
      expect(hashKeysMessage(type, MESSAGES[type], DOMAIN)).toBe(
        hashTypedData(data as unknown as Parameters<typeof hashTypedData>[0]),
      )
    },
  )

  it('has a message here for every type', () => {
    expect(Object.keys(MESSAGES)).toEqual(Object.keys(KEYS_SCHEME.types))
  })
})

describe('describeKeysMessage', () => {
  it('says in words what is signed, in both languages', () => {
    expect(describeKeysMessage('SetKey', MESSAGES.SetKey)).toMatch(
      /^Publish encryption key 0x\w{6}…\w{6} as your key number 2\./,
    )
    expect(describeKeysMessage('RevokeKey', MESSAGES.RevokeKey)).toMatch(/^Take back .*number 3/)
    expect(describeKeysMessage('SetKey', MESSAGES.SetKey, { locale: 'zh-CN' })).toMatch(/第 2 个版本.*。$/)
    expect(describeKeysMessage('RevokeKey', MESSAGES.RevokeKey, { locale: 'zh-CN' })).toMatch(/^撤销.*。$/)
  })
})

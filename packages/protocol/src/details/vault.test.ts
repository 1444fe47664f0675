import { concatHex, hashTypedData, keccak256, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { account, DOMAIN } from '../../test/playOrder.ts'
import { encodeWord, hashText } from '../bytes.ts'
import { ACTION_TYPES } from '../typedData/types.ts'
import { DETAILS_SCHEME } from './scheme.ts'
import {
  type DetailsType,
  type Disclosure,
  describeDetailsMessage,
  hashDetailsMessage,
  hashDisclosures,
  hashItems,
  type SealedItem,
  toDetailsTypedData,
} from './vault.ts'

const until = 1_800_000_000
const order = hashText('order')
const holder = account(0xb1)
const reader = account(0xca)
const MESSAGES = {
  StoreDetails: { order, holder, items: hashText('items'), disclosures: hashText('disclosures'), until },
  OpenDetails: { order, reader, until },
  EndDisclosure: { order, holder, reader, until },
  EraseDetails: { order, holder, until },
  KeepWays: { account: holder, document: hashText('document'), revision: 2n, until },
} as const
const TYPES = Object.keys(DETAILS_SCHEME.types) as DetailsType[]

const item: SealedItem = {
  field: 'recipient.name',
  version: 1,
  commitment: hashText('commitment'),
  ciphertext: '0x0102',
}
const disclosure: Disclosure = {
  field: 'recipient.name',
  version: 1,
  reader,
  key: hashText('key'),
  reason: 'carriage',
  until: 0,
  sealedKey: '0x0304',
}

describe('hashDetailsMessage', () => {
  it.each(TYPES)('is the EIP-712 digest that other libraries compute: %s', (type) => {
    const data = toDetailsTypedData(type, MESSAGES[type], DOMAIN)
    expect(data.domain).toEqual({ name: 'Cinnabar', version: '1', ...DOMAIN })
    expect(hashDetailsMessage(type, MESSAGES[type], DOMAIN)).toBe(
      hashTypedData(data as unknown as Parameters<typeof hashTypedData>[0]),
    )
  })

  it.each(TYPES)('changes with every field of %s, with chain and escrow', (type) => {
    const digest = hashDetailsMessage(type, MESSAGES[type], DOMAIN)
    for (const field of Object.keys(MESSAGES[type])) {
      const other = field === 'until' ? until + 1 : field === 'revision' ? 3n : encodeWord(7n)
      expect(hashDetailsMessage(type, { ...MESSAGES[type], [field]: other }, DOMAIN)).not.toBe(digest)
    }
    expect(hashDetailsMessage(type, MESSAGES[type], { ...DOMAIN, chainId: 1 })).not.toBe(digest)
    expect(hashDetailsMessage(type, MESSAGES[type], { ...DOMAIN, verifyingContract: reader })).not.toBe(
      digest,
    )
  })

  it('has no type that the contract has too', () => {
    expect(TYPES.filter((type) => type in ACTION_TYPES || type === ('Order' as string))).toEqual([])
  })
})

describe('hashItems', () => {
  const hash = hashItems([item])

  it('is the hash that docs/specs/details.md says', () => {
    const words = [
      keccak256(toHex(item.field)),
      encodeWord(1n),
      item.commitment,
      keccak256(item.ciphertext),
    ] as const
    expect(hash).toBe(keccak256(keccak256(concatHex(words))))
    expect(hashItems([])).toBe(keccak256('0x'))
  })

  it.each<[keyof SealedItem, Partial<SealedItem>]>([
    ['field', { field: 'recipient.address' }],
    ['version', { version: 2 }],
    ['commitment', { commitment: hashText('another') }],
    ['ciphertext', { ciphertext: '0x0103' }],
  ])('changes with the %s', (_, change) => {
    expect(hashItems([{ ...item, ...change }])).not.toBe(hash)
  })

  it('changes with number and order', () => {
    const other = { ...item, version: 2 }
    expect(hashItems([item, item])).not.toBe(hash)
    expect(hashItems([item, other])).not.toBe(hashItems([other, item]))
  })
})

describe('hashDisclosures', () => {
  const hash = hashDisclosures([disclosure])

  it('is the hash that docs/specs/details.md says', () => {
    const words = [
      keccak256(toHex(disclosure.field)),
      encodeWord(1n),
      encodeWord(reader),
      disclosure.key,
      keccak256(toHex('carriage')),
      encodeWord(0n),
      keccak256(disclosure.sealedKey),
    ] as const
    expect(hash).toBe(keccak256(keccak256(concatHex(words))))
  })

  it.each<[keyof Disclosure, Partial<Disclosure>]>([
    ['field', { field: 'recipient.address' }],
    ['version', { version: 2 }],
    ['reader', { reader: account(0xcb) }],
    ['key', { key: hashText('another') }],
    ['reason', { reason: 'support' }],
    ['until', { until }],
    ['sealedKey', { sealedKey: '0x0305' }],
  ])('changes with the %s', (_, change) => {
    expect(hashDisclosures([{ ...disclosure, ...change }])).not.toBe(hash)
  })

  it('changes with number and order', () => {
    const other = { ...disclosure, version: 2 }
    expect(hashDisclosures([disclosure, disclosure])).not.toBe(hash)
    expect(hashDisclosures([disclosure, other])).not.toBe(hashDisclosures([other, disclosure]))
  })
})

describe('describeDetailsMessage', () => {
  const shown = (value: string) => `${value.slice(0, 8)}…${value.slice(-6)}`

  it.each(TYPES.filter((type) => 'order' in MESSAGES[type]))(
    'names the order of %s in both languages',
    (type) => {
      const english = describeDetailsMessage(type, MESSAGES[type])
      expect(english).toMatch(/^[A-Z].*\.$/)
      expect(english).toContain(shown(order))
      const chinese = describeDetailsMessage(type, MESSAGES[type], { locale: 'zh-CN' })
      expect(chinese).toMatch(/^\p{Script=Han}.*。$/u)
      expect(chinese).toContain(shown(order))
      expect(`${english}${chinese}`).not.toMatch(/undefined|NaN|\[object/)
    },
  )

  it.each(['en', 'zh-CN'] as const)(
    'names whose reading ends, and until when one may open, in %s',
    (locale) => {
      expect(describeDetailsMessage('EndDisclosure', MESSAGES.EndDisclosure, { locale })).toContain(
        shown(reader),
      )
      expect(describeDetailsMessage('OpenDetails', MESSAGES.OpenDetails, { locale })).toContain(
        '2027-01-15 08:00 UTC',
      )
    },
  )
})

import { detailsRoot, type Hex, parseMoney } from '@cinnabar/protocol'
import {
  createDetails,
  createQuote,
  createSealingKey,
  fundOrder,
  openDetails,
  type ReaderChoice,
  type SealingKey,
  signIn,
  storeDetails,
  waitForAction,
} from '@cinnabar/sdk'
import { createApiFixture, type PersonName } from './apiFixture.ts'

/** What the orders of these tests seal. */
export const VALUES = {
  'recipient.name': '王小明 Wang Xiaoming',
  'recipient.address': '1 Long Lane, 上海',
  'recipient.phone': '+86 138 0013 8000',
  'recipient.region': 'CN-SH',
  'parcel.label': 'WXM-7731',
  'goods.link': 'https://shop.example/item?id=4711',
}

/** The real API, people with sealing keys, and orders whose details are kept. */
export async function createSealedTrade() {
  const api = await createApiFixture()
  const keys = {} as Record<PersonName, SealingKey>
  for (const name of Object.keys(api.people) as PersonName[]) keys[name] = createSealingKey()
  const seller = api.client('seller')
  await signIn(seller)

  const address = (name: PersonName) => api.people[name].address.toLowerCase() as Hex
  const record = async (action: Promise<{ id: Hex }>) =>
    waitForAction(api.client(), { id: (await action).id })
  const read = (name: PersonName, id: Hex, sealingKeys = [keys[name]]) =>
    openDetails(api.client(name), { id, sealingKeys })

  const reader = (name: PersonName, reason: ReaderChoice['reason'], fields?: string[]): ReaderChoice => ({
    reader: address(name),
    key: keys[name].publicKey,
    reason,
    fields,
  })
  const READERS = () => [
    reader('seller', 'fulfilment', ['goods.link', 'recipient.region']),
    reader('platform', 'routing', ['recipient.region']),
    reader('attestor', 'parcelLabel', ['parcel.label']),
    reader('operator', 'carriage', ['recipient.name', 'recipient.address', 'recipient.phone']),
    reader('arbiter', 'dispute'),
  ]

  /** An order that is funded, with its details kept. */
  const trade = async ({
    readers = READERS(),
    arbiter = address('arbiter'),
  }: {
    readers?: ReaderChoice[]
    arbiter?: Hex
  } = {}) => {
    const details = createDetails(VALUES)
    const money = (text: string) => parseMoney(text, api.token)
    const quote = await createQuote(seller, {
      preset: 'daigou',
      token: api.token,
      buyer: address('buyer'),
      attestor: address('attestor'),
      arbiter,
      platform: address('platform'),
      goods: money('10'),
      service: money('1'),
      feeBps: 100,
      details: detailsRoot(details),
    })
    const { id, action } = await fundOrder(api.client('buyer'), { quote, funding: 'wallet' })
    await record(Promise.resolve(action))
    await storeDetails(api.client('buyer'), { id, details, ownKey: keys.buyer.publicKey, readers })
    return { id, details, terms: quote.terms }
  }
  return { api, keys, seller, address, record, read, reader, trade }
}

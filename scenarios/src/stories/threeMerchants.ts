import type { OrderTerms, Step, Story } from '../story.ts'

const ITEMS = ['item1', 'item2', 'item3']

const item = (goods: string, service: string): OrderTerms => ({
  preset: 'daigou',
  buyer: 'buyer',
  seller: 'agent',
  attestor: 'warehouse',
  arbiter: 'arbiter',
  platform: 'platform',
  goods,
  service,
  feeBps: 100,
})

const isBoughtAndStored = (order: string): Step[] => [
  { act: 'fund', order, by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
  { act: 'inspect', order, by: 'warehouse', record: `${order} as listed`, expect: { state: 'Inspected' } },
  { act: 'approve', order, by: 'buyer', expect: { state: 'Approved' } },
]

const arrives = (order: string): Step[] => [
  { act: 'deliver', order, by: 'warehouse', record: `${order} delivered`, expect: { state: 'Delivered' } },
  { act: 'confirm', order, by: 'buyer', expect: { state: 'Settled', ending: 'Earned' } },
]

/** Story 6: one item of a parcel is missing; its order alone is disputed, and returned in full. */
export const threeMerchants: Story = {
  number: 6,
  name: 'three-merchants',
  title: {
    en: 'Three merchants in one parcel, one item missing: only its order is disputed',
    'zh-CN': '三家商品合一包裹，少一件：只有该订单进入争议',
  },
  parties: { buyer: { wallet: '177.5' }, agent: {}, warehouse: {}, arbiter: {}, platform: {} },
  orders: {
    item1: item('40', '2'),
    item2: item('50', '2.5'),
    item3: item('60', '3'),
    parcel: {
      preset: 'parcel',
      buyer: 'buyer',
      seller: 'agent',
      attestor: 'warehouse',
      arbiter: 'arbiter',
      platform: 'platform',
      freight: '20',
      feeBps: 100,
    },
  },
  steps: [
    {
      act: 'quotes',
      orders: ITEMS,
      by: 'agent',
      says: {
        en: 'The agent agrees to the three orders by one signature',
        'zh-CN': '代购一次签名同意三个订单',
      },
    },
    ...ITEMS.flatMap(isBoughtAndStored),
    { act: 'quote', order: 'parcel', by: 'agent' },
    { act: 'fund', order: 'parcel', by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
    ...[...ITEMS, 'parcel'].map(
      (order): Step => ({
        act: 'ship',
        order,
        by: 'warehouse',
        record: 'Parcel CN0002',
        expect: { state: 'Shipped' },
      }),
    ),
    ...['item1', 'item2', 'parcel'].flatMap(arrives),
    {
      act: 'dispute',
      order: 'item3',
      by: 'buyer',
      record: 'Not in the parcel',
      expect: { state: 'Disputed' },
    },
    { act: 'cancel', order: 'item3', by: 'agent', expect: { state: 'Settled', ending: 'Refund' } },
  ],
  outcome: {
    buyer: { balance: '63' },
    // 42 − 0.42, 52.5 − 0.525, and the freight
    agent: { balance: '113.555' },
    platform: { balance: '0.945' },
  },
}

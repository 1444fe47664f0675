import type { Story } from '../story.ts'

/**
 * Story 1. CNY at 7.20 to the dollar: ¥680 + 12 + 34 is 94.44 + 1.67 + 4.72; the parcel's ¥186 + 20.40 is
 * 28.67, of which the cent that rounding the parts would lose is in the freight; €3 of duty at 1.16 is 3.48.
 */
export const daigou: Story = {
  number: 1,
  name: 'daigou',
  title: {
    en: 'Daigou: bought in China, checked in the warehouse, shipped as a parcel',
    'zh-CN': '代购：国内下单，仓库验货，合包寄出',
  },
  parties: {
    buyer: { wallet: '140' },
    agent: { bond: '80' },
    warehouse: {},
    carrier: {},
    arbiter: {},
    platform: {},
  },
  orders: {
    goods: {
      preset: 'daigou',
      buyer: 'buyer',
      seller: 'agent',
      attestor: 'warehouse',
      arbiter: 'arbiter',
      platform: 'platform',
      goods: '94.44',
      service: '4.72',
      freight: '1.67',
      feeBps: 100,
    },
    parcel: {
      preset: 'parcel',
      buyer: 'buyer',
      seller: 'agent',
      attestor: 'carrier',
      arbiter: 'arbiter',
      platform: 'platform',
      freight: '25.84',
      service: '2.83',
      atCost: '3.48',
      feeBps: 100,
      link: 'goods',
    },
  },
  steps: [
    { act: 'quote', order: 'goods', by: 'agent' },
    { act: 'fund', order: 'goods', by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
    {
      act: 'draw',
      order: 'goods',
      by: 'agent',
      total: '75.552',
      record: 'Merchant order 2207, paid ¥692',
      says: {
        en: 'The agent buys from the merchant and draws 80 % of the goods against its bond',
        'zh-CN': '代购向商家付款，并以保证金预支货款的 80%',
      },
    },
    {
      act: 'inspect',
      order: 'goods',
      by: 'warehouse',
      record: 'Received, 890 g, three photos',
      expect: { state: 'Inspected' },
    },
    { act: 'approve', order: 'goods', by: 'buyer', expect: { state: 'Approved' } },
    { act: 'quote', order: 'parcel', by: 'agent' },
    { act: 'fund', order: 'parcel', by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
    {
      act: 'ship',
      order: 'goods',
      by: 'warehouse',
      record: 'Packed into parcel CN0001',
      expect: { state: 'Shipped' },
    },
    {
      act: 'ship',
      order: 'parcel',
      by: 'agent',
      record: 'Handed to the carrier, 1,120 g',
      expect: { state: 'Shipped' },
    },
    {
      act: 'claim',
      order: 'parcel',
      by: 'agent',
      total: '3.49',
      document: 'Customs receipt, €3',
      refused: 'CLAIM_OUT_OF_RANGE',
      says: {
        en: 'A claim above what the buyer authorised is refused',
        'zh-CN': '超出买家授权的报销被拒绝',
      },
    },
    { act: 'claim', order: 'parcel', by: 'agent', total: '3.48', document: 'Customs receipt, €3' },
    {
      act: 'deliver',
      order: 'parcel',
      by: 'carrier',
      record: 'Delivered, signed',
      expect: { state: 'Delivered' },
    },
    {
      act: 'deliver',
      order: 'goods',
      by: 'warehouse',
      record: 'Parcel CN0001 delivered',
      expect: { state: 'Delivered' },
    },
    { act: 'confirm', order: 'goods', by: 'buyer', expect: { state: 'Settled', ending: 'Earned' } },
    { act: 'confirm', order: 'parcel', by: 'buyer', expect: { state: 'Settled', ending: 'Earned' } },
    { act: 'withdrawBond', by: 'agent', amount: '80' },
    { act: 'withdraw', by: 'agent', amount: '211.9601' },
  ],
  outcome: {
    // 140 − 100.83 − 32.15
    buyer: { wallet: '7.02' },
    // 100.83 − 0.9916 and 32.15 − 0.0283, and the bond
    agent: { wallet: '211.9601' },
    platform: { balance: '1.0199' },
  },
}

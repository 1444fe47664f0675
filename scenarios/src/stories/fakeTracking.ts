import { DAY } from '@cinnabar/protocol'
import type { Story } from '../story.ts'

/** Story 8: the tracking number's first event is older than the order; the carrier never states delivery. */
export const fakeTracking: Story = {
  number: 8,
  name: 'fake-tracking',
  title: {
    en: 'Fake tracking: nothing is stated as delivered, so the money is held, then refunded',
    'zh-CN': '虚假物流：无人见证送达，货款先冻结后退回',
  },
  parties: { buyer: { wallet: '400' }, shop: {}, carrier: {}, arbiter: {}, platform: {} },
  orders: {
    goods: {
      preset: 'shop',
      buyer: 'buyer',
      seller: 'shop',
      attestor: 'carrier',
      arbiter: 'arbiter',
      platform: 'platform',
      goods: '400',
      feeBps: 50,
    },
  },
  steps: [
    { act: 'quote', order: 'goods', by: 'shop' },
    { act: 'fund', order: 'goods', by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
    {
      act: 'ship',
      order: 'goods',
      by: 'shop',
      record: 'Tracking of another parcel, first event a week before the order',
      expect: { state: 'Shipped' },
    },
    {
      act: 'deliver',
      order: 'goods',
      by: 'shop',
      record: 'Delivered, says the shop',
      refused: 'NOT_AUTHORIZED',
      says: {
        en: "Where an attestor is named, the seller's word alone never pays",
        'zh-CN': '有见证方时，卖家一面之词不能放款',
      },
    },
    { act: 'advance', seconds: 30 * DAY + 1 },
    { act: 'await', order: 'goods', expect: { state: 'Settled', ending: 'Refund' } },
  ],
  outcome: { buyer: { balance: '400' } },
}

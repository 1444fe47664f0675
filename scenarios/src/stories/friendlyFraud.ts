import type { Story } from '../story.ts'

/** Story 9: the buyer says that nothing came; the merchant asks for a ruling, and wins with signed delivery. */
export const friendlyFraud: Story = {
  number: 9,
  name: 'friendly-fraud',
  title: {
    en: 'Friendly fraud: the merchant wins with signed delivery',
    'zh-CN': '恶意拒付：商家凭签收记录胜诉',
  },
  parties: { buyer: { wallet: '400' }, shop: { balance: '8' }, carrier: {}, arbiter: {}, platform: {} },
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
    { act: 'ship', order: 'goods', by: 'shop', record: 'Tracking', expect: { state: 'Shipped' } },
    {
      act: 'deliver',
      order: 'goods',
      by: 'carrier',
      record: 'Delivered, signed by the addressee',
      expect: { state: 'Delivered' },
    },
    { act: 'dispute', order: 'goods', by: 'buyer', record: 'Nothing came', expect: { state: 'Disputed' } },
    { act: 'escalate', order: 'goods', by: 'shop', expect: { state: 'Escalated' } },
    {
      act: 'rule',
      order: 'goods',
      by: 'arbiter',
      sellerGross: '400',
      expect: { state: 'Settled', ending: 'Ruling' },
    },
  ],
  // The buyer ends with nothing that could give the shop its 8 for the ruling back.
  outcome: { shop: { balance: '398' }, arbiter: { balance: '8' }, platform: { balance: '2' } },
}

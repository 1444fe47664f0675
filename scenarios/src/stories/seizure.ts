import type { Story } from '../story.ts'

/** Story 5: goods ¥1,200 and freight ¥260, 166.67 and 36.11; seized, and the insured ¥1,000, 138.89, returns. */
export const seizure: Story = {
  number: 5,
  name: 'seizure',
  title: {
    en: 'Seized at customs: both settle at what was insured',
    'zh-CN': '海关扣押：双方按投保金额和解',
  },
  parties: { buyer: { wallet: '202.78' }, agent: {}, carrier: {}, arbiter: {}, platform: {} },
  orders: {
    goods: {
      preset: 'daigou',
      buyer: 'buyer',
      seller: 'agent',
      attestor: 'carrier',
      arbiter: 'arbiter',
      platform: 'platform',
      goods: '166.67',
      freight: '36.11',
      feeBps: 100,
    },
  },
  steps: [
    { act: 'quote', order: 'goods', by: 'agent' },
    { act: 'fund', order: 'goods', by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
    {
      act: 'inspect',
      order: 'goods',
      by: 'carrier',
      record: 'Received, as listed',
      expect: { state: 'Inspected' },
    },
    { act: 'approve', order: 'goods', by: 'buyer', expect: { state: 'Approved' } },
    { act: 'ship', order: 'goods', by: 'agent', record: 'Handed over', expect: { state: 'Shipped' } },
    {
      act: 'dispute',
      order: 'goods',
      by: 'agent',
      record: 'Seized by customs on the record of the carrier',
      expect: { state: 'Disputed' },
    },
    { act: 'settle', order: 'goods', by: 'agent', sellerTotal: '63.89', expect: { state: 'Disputed' } },
    {
      act: 'settle',
      order: 'goods',
      by: 'buyer',
      sellerTotal: '63.89',
      expect: { state: 'Settled', ending: 'Settlement' },
    },
  ],
  // 202.78 − 138.89 is the seller's 63.89, less a fee of 1 %.
  outcome: { buyer: { balance: '138.89' }, agent: { balance: '63.2511' }, platform: { balance: '0.6389' } },
}

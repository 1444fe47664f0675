import type { Story } from '../story.ts'

/** Story 3: ¥900 asked at cost is 125.00; the receipt proves ¥680, 94.44; ¥220, 30.56, returns by itself. */
export const markUp: Story = {
  number: 3,
  name: 'mark-up',
  title: {
    en: 'Mark-up lie: ¥900 asked at cost, ¥680 on the receipt',
    'zh-CN': '虚报进价：实报实销 ¥900，小票只有 ¥680',
  },
  parties: { buyer: { wallet: '131.39' }, agent: {}, warehouse: {}, arbiter: {}, platform: {} },
  orders: {
    goods: {
      preset: 'daigou',
      buyer: 'buyer',
      seller: 'agent',
      attestor: 'warehouse',
      arbiter: 'arbiter',
      platform: 'platform',
      service: '4.72',
      freight: '1.67',
      atCost: '125',
      feeBps: 100,
    },
  },
  steps: [
    { act: 'quote', order: 'goods', by: 'agent' },
    { act: 'fund', order: 'goods', by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
    { act: 'claim', order: 'goods', by: 'agent', total: '94.44', document: 'Merchant receipt, ¥680' },
    {
      act: 'inspect',
      order: 'goods',
      by: 'warehouse',
      record: 'Received, as listed',
      expect: { state: 'Inspected' },
    },
    { act: 'approve', order: 'goods', by: 'buyer', expect: { state: 'Approved' } },
    {
      act: 'ship',
      order: 'goods',
      by: 'warehouse',
      record: 'Handed to the carrier',
      expect: { state: 'Shipped' },
    },
    { act: 'deliver', order: 'goods', by: 'warehouse', record: 'Delivered', expect: { state: 'Delivered' } },
    { act: 'confirm', order: 'goods', by: 'buyer', expect: { state: 'Settled', ending: 'Earned' } },
  ],
  outcome: {
    buyer: { balance: '30.56' },
    // 94.44 + 4.72 + 1.67 − 0.0472
    agent: { balance: '100.7828' },
    platform: { balance: '0.0472' },
  },
}

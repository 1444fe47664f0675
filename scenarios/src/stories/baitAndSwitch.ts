import { DAY } from '@cinnabar/protocol'
import type { Story } from '../story.ts'

/** Story 2: 310 g arrived where 890 g were listed; rejected on day 2; the buyer gets everything back. */
export const baitAndSwitch: Story = {
  number: 2,
  name: 'bait-and-switch',
  title: {
    en: 'Bait and switch: the warehouse weighs 310 g instead of 890 g',
    'zh-CN': '货不对板：仓库称重 310 克，页面标 890 克',
  },
  parties: { buyer: { wallet: '100.83' }, agent: {}, warehouse: {}, arbiter: {}, platform: {} },
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
      details: {
        'goods.link': 'https://item.example.com/item.htm?id=8890',
        'recipient.name': 'Anna Visser',
        'recipient.address': '7 Harbour Row, 3011 XY Rotterdam',
      },
    },
  },
  steps: [
    { act: 'quote', order: 'goods', by: 'agent' },
    { act: 'fund', order: 'goods', by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
    {
      act: 'seal',
      order: 'goods',
      by: 'buyer',
      readers: [
        { party: 'agent', reason: 'fulfilment', fields: ['goods.link'] },
        { party: 'arbiter', reason: 'dispute', fields: ['goods.link'] },
      ],
    },
    {
      act: 'photograph',
      order: 'goods',
      by: 'warehouse',
      name: 'scales',
      comment: 'GPS 31.2304 N 121.4737 E, phone of Li Lei',
      readers: [
        { party: 'buyer', reason: 'conversation' },
        { party: 'arbiter', reason: 'dispute' },
      ],
      says: {
        en: 'The warehouse photographs the scales: 310 g, listed 890 g',
        'zh-CN': '仓库拍下称重照片：310 克，页面标 890 克',
      },
    },
    {
      act: 'inspect',
      order: 'goods',
      by: 'warehouse',
      record: { photograph: 'scales' },
      expect: { state: 'Inspected' },
    },
    { act: 'readers', order: 'goods', by: 'buyer', reads: { agent: ['goods.link'] } },
    { act: 'readers', order: 'goods', by: 'warehouse', reads: { buyer: ['evidence'] } },
    { act: 'advance', seconds: 2 * DAY },
    {
      act: 'reject',
      order: 'goods',
      by: 'buyer',
      record: { photograph: 'scales' },
      expect: { state: 'Disputed' },
    },
    {
      act: 'readers',
      order: 'goods',
      by: 'buyer',
      reads: { agent: ['goods.link'], arbiter: ['goods.link'] },
      says: {
        en: 'Now that there is a dispute, the arbiter reads what was bought, and nobody the address',
        'zh-CN': '进入争议后，仲裁方可看到购买内容；地址仍无人可见',
      },
    },
    {
      act: 'readers',
      order: 'goods',
      by: 'warehouse',
      reads: { arbiter: ['evidence'], buyer: ['evidence'] },
    },
    { act: 'cancel', order: 'goods', by: 'agent', expect: { state: 'Settled', ending: 'Refund' } },
    { act: 'readers', order: 'goods', by: 'buyer', reads: {} },
    { act: 'readers', order: 'goods', by: 'warehouse', reads: { buyer: ['evidence'] } },
    { act: 'withdraw', by: 'buyer', amount: '100.83' },
  ],
  outcome: { buyer: { wallet: '100.83' } },
}

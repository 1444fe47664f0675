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
    },
  },
  steps: [
    { act: 'quote', order: 'goods', by: 'agent' },
    { act: 'fund', order: 'goods', by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
    {
      act: 'inspect',
      order: 'goods',
      by: 'warehouse',
      record: 'Received, 310 g, listed 890 g, two photos',
      expect: { state: 'Inspected' },
    },
    { act: 'advance', seconds: 2 * DAY },
    {
      act: 'reject',
      order: 'goods',
      by: 'buyer',
      record: 'Not what was listed: 310 g against 890 g',
      expect: { state: 'Disputed' },
    },
    { act: 'cancel', order: 'goods', by: 'agent', expect: { state: 'Settled', ending: 'Refund' } },
    { act: 'withdraw', by: 'buyer', amount: '100.83' },
  ],
  outcome: { buyer: { wallet: '100.83' } },
}

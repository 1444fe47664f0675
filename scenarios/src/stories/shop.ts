import { DAY } from '@cinnabar/protocol'
import type { Story } from '../story.ts'

/** Story 7: a shop order of 400 dollars that the buyer never confirms, released by the clock. */
export const shop: Story = {
  number: 7,
  name: 'shop',
  title: {
    en: 'Shop: 400 dollars, delivered, released by the clock',
    'zh-CN': '网店：400 美元，送达后到期自动放款',
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
    {
      act: 'permit',
      by: 'buyer',
      amount: '400',
      says: {
        en: 'The buyer has no gas: a signature lets the escrow take 400, and pays nothing yet',
        'zh-CN': '买家没有 gas：签名允许托管合约取用 400，此时尚未付款',
      },
    },
    { act: 'fund', order: 'goods', by: 'buyer', funding: 'allowance', expect: { state: 'Accepted' } },
    {
      act: 'ship',
      order: 'goods',
      by: 'shop',
      record: 'Tracking LX 204 815 993 CN',
      expect: { state: 'Shipped' },
    },
    {
      act: 'deliver',
      order: 'goods',
      by: 'carrier',
      record: 'Delivered, signed',
      expect: { state: 'Delivered' },
    },
    { act: 'advance', seconds: 10 * DAY + 1 },
    {
      act: 'await',
      order: 'goods',
      expect: { state: 'Settled', ending: 'Earned' },
      says: {
        en: 'The confirm window has passed: the keeper releases the payment',
        'zh-CN': '确认期已过：到期自动放款',
      },
    },
    { act: 'withdraw', by: 'shop', amount: '398' },
  ],
  outcome: { shop: { wallet: '398' }, platform: { balance: '2' } },
}

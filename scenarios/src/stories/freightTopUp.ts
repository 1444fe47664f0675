import type { Story } from '../story.ts'

/** Story 4: freight of ¥198 against ¥180 authorised, 25.00; the buyer approves ¥18 more, 2.50, by paying it. */
export const freightTopUp: Story = {
  number: 4,
  name: 'freight-top-up',
  title: {
    en: 'Freight ¥198 against ¥180 authorised: the buyer approves ¥18 more',
    'zh-CN': '运费 ¥198，已授权 ¥180：买家同意补 ¥18',
  },
  parties: { buyer: { wallet: '27.5' }, agent: {}, carrier: {}, arbiter: {}, platform: {} },
  orders: {
    parcel: {
      preset: 'parcel',
      buyer: 'buyer',
      seller: 'agent',
      attestor: 'carrier',
      arbiter: 'arbiter',
      platform: 'platform',
      freight: '25',
      feeBps: 100,
    },
    topUp: {
      preset: 'parcel',
      buyer: 'buyer',
      seller: 'agent',
      attestor: 'carrier',
      arbiter: 'arbiter',
      platform: 'platform',
      freight: '2.5',
      feeBps: 100,
      link: 'parcel',
    },
  },
  steps: [
    { act: 'quote', order: 'parcel', by: 'agent' },
    { act: 'fund', order: 'parcel', by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
    { act: 'quote', order: 'topUp', by: 'agent' },
    { act: 'fund', order: 'topUp', by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
    {
      act: 'ship',
      order: 'parcel',
      by: 'agent',
      record: 'Weighed 1,320 g, ¥198',
      expect: { state: 'Shipped' },
    },
    {
      act: 'ship',
      order: 'topUp',
      by: 'agent',
      record: 'Weighed 1,320 g, ¥198',
      expect: { state: 'Shipped' },
    },
    { act: 'deliver', order: 'parcel', by: 'carrier', record: 'Delivered', expect: { state: 'Delivered' } },
    { act: 'deliver', order: 'topUp', by: 'carrier', record: 'Delivered', expect: { state: 'Delivered' } },
    { act: 'confirm', order: 'parcel', by: 'buyer', expect: { state: 'Settled', ending: 'Earned' } },
    { act: 'confirm', order: 'topUp', by: 'buyer', expect: { state: 'Settled', ending: 'Earned' } },
  ],
  // The platform's fee is on goods and service; there are none.
  outcome: { agent: { balance: '27.5' } },
}

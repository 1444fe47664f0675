import { DAY } from '@cinnabar/protocol'
import type { OrderTerms, Party, Step, Story } from '../story.ts'

const ORDERS = 40
const numbers = Array.from({ length: ORDERS }, (_, index) => index + 1)

const terms = (number: number): OrderTerms => ({
  preset: 'daigou',
  buyer: `buyer-${number}`,
  seller: 'agent',
  attestor: 'warehouse',
  arbiter: 'arbiter',
  platform: 'platform',
  goods: '130',
  service: '5',
  freight: '2.5',
  feeBps: 100,
})

const buyers = (party: Party): Record<string, Party> =>
  Object.fromEntries(numbers.map((number) => [`buyer-${number}`, party]))

/** An agent takes the order, buys for it, draws 60 of 137.50, and is never seen again. */
const begins = (number: number): Step[] => [
  { act: 'quote', order: `order-${number}`, by: 'agent' },
  {
    act: 'fund',
    order: `order-${number}`,
    by: `buyer-${number}`,
    funding: 'authorization',
    expect: { state: 'Accepted' },
  },
  { act: 'draw', order: `order-${number}`, by: 'agent', total: '60', record: `Purchase ${number}` },
]

/** Story 10: 3,100 that was not drawn and 2,400 from the bond return; every buyer is whole. */
export const vanishedAgent: Story = {
  number: 10,
  name: 'vanished-agent',
  title: {
    en: 'An agent vanishes with 40 accepted orders; every buyer is whole',
    'zh-CN': '代购带着 40 个已接订单失联；每位买家都全额退回',
  },
  parties: {
    ...buyers({ wallet: '137.5' }),
    agent: { bond: '2400' },
    warehouse: {},
    arbiter: {},
    platform: {},
  },
  orders: Object.fromEntries(numbers.map((number) => [`order-${number}`, terms(number)])),
  steps: [
    ...numbers.flatMap(begins),
    { act: 'withdraw', by: 'agent', amount: '2400' },
    { act: 'advance', seconds: 7 * DAY + 1 },
    ...numbers.map(
      (number): Step => ({
        act: 'await',
        order: `order-${number}`,
        expect: { state: 'Settled', ending: 'Refund' },
      }),
    ),
  ],
  outcome: { ...buyers({ balance: '137.5' }), agent: { wallet: '2400' } },
}

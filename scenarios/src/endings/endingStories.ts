import { type EndingName, PRESETS, type StateName, type Windows } from '@cinnabar/protocol'
import type { OrderTerms, Party, Step, Story } from '../story.ts'
import { type EndingLine, listEndings } from './listEndings.ts'

const ORDER = { order: 'goods' } as const
const { windows } = PRESETS.daigou

function toStory(line: EndingLine): Story {
  const { state, way, ending } = line
  const name = [state.toLowerCase(), way, ...line.unless.map((condition) => `unless-${condition}`)].join('-')
  const isRuled = state === 'Escalated' || state === 'Backup'
  const parties: Record<string, Party> = {
    buyer: { wallet: '100', ...(isRuled && { balance: '2' }) },
    seller: {},
    attestor: {},
    arbiter: {},
    backup: {},
  }
  return {
    number: 0,
    name,
    title: {
      en: `${state} ends by ${way}: ${ending}`,
      'zh-CN': `${state} 经 ${way} 结束：${ending}`,
    },
    parties,
    orders: { goods: termsOf(line) },
    steps: [...(PATHS[state]?.(line) ?? []), ...listLastSteps(line)],
    outcome: isRuled ? RULED[way](state) : OUTCOMES[ending as keyof typeof OUTCOMES],
  }
}

function termsOf({ state, unless }: EndingLine): OrderTerms {
  const hasBackup = state === 'Backup' || (state === 'Escalated' && !unless.includes('backupNamed'))
  return {
    preset: 'daigou',
    buyer: 'buyer',
    seller: 'seller',
    arbiter: 'arbiter',
    goods: '100',
    ...(!unless.includes('attestorNamed') && { attestor: 'attestor' }),
    ...(hasBackup && { backupArbiter: 'backup' }),
  }
}

/** How an order comes to a state. */
type Path = (line: EndingLine) => Step[]

const witness = ({ unless }: EndingLine) => (unless.includes('attestorNamed') ? 'seller' : 'attestor')
const isQuoted: Path = () => [{ act: 'quote', ...ORDER, by: 'seller' }]
const isAccepted: Path = (line) => [
  ...isQuoted(line),
  { act: 'fund', ...ORDER, by: 'buyer', funding: 'authorization', expect: { state: 'Accepted' } },
]
const isInspected: Path = (line) => [
  ...isAccepted(line),
  { act: 'inspect', ...ORDER, by: witness(line), record: 'As listed', expect: { state: 'Inspected' } },
]
const isApproved: Path = (line) => [
  ...isInspected(line),
  { act: 'approve', ...ORDER, by: 'buyer', expect: { state: 'Approved' } },
]
const isShipped: Path = (line) => [
  ...isApproved(line),
  { act: 'ship', ...ORDER, by: 'seller', record: 'Handed over', expect: { state: 'Shipped' } },
]
const isDisputed: Path = (line) => [
  ...isApproved(line),
  { act: 'dispute', ...ORDER, by: 'buyer', record: 'Not as listed', expect: { state: 'Disputed' } },
]
const isEscalated: Path = (line) => [
  ...isDisputed(line),
  { act: 'escalate', ...ORDER, by: 'buyer', expect: { state: 'Escalated' } },
]

const PATHS: Readonly<Partial<Record<StateName, Path>>> = {
  None: isQuoted,
  Requested: (line) => [
    ...isQuoted(line),
    {
      act: 'fund',
      ...ORDER,
      by: 'buyer',
      funding: 'authorization',
      isRequest: true,
      expect: { state: 'Requested' },
    },
  ],
  Accepted: isAccepted,
  Inspected: isInspected,
  Approved: isApproved,
  Shipped: isShipped,
  Delivered: (line) => [
    ...isShipped(line),
    { act: 'deliver', ...ORDER, by: 'attestor', record: 'Signed', expect: { state: 'Delivered' } },
  ],
  Disputed: isDisputed,
  Escalated: isEscalated,
  Backup: (line) => [
    ...isEscalated(line),
    { act: 'advance', seconds: windows.ruling + 1 },
    { act: 'await', ...ORDER, expect: { state: 'Backup' } },
  ],
}

/** The window whose end the clock waits for. */
const WINDOWS: Readonly<Partial<Record<StateName, keyof Windows>>> = {
  Requested: 'accept',
  Accepted: 'fulfil',
  Approved: 'store',
  Shipped: 'deliver',
  Delivered: 'confirm',
  Disputed: 'dispute',
  Escalated: 'ruling',
  Backup: 'ruling',
}

function listLastSteps({ state, way, ending }: EndingLine): Step[] {
  const expect = { state: 'Settled', ending }
  switch (way) {
    case 'revoke':
    case 'cancel':
      return [{ act: way, ...ORDER, by: 'seller', expect }]
    case 'confirm':
      return [{ act: 'confirm', ...ORDER, by: 'buyer', expect }]
    case 'settle':
      return [
        { act: 'settle', ...ORDER, by: 'seller', sellerTotal: '40', expect: { state } },
        { act: 'settle', ...ORDER, by: 'buyer', sellerTotal: '40', expect },
      ]
    case 'rule':
      return [
        { act: 'rule', ...ORDER, by: state === 'Backup' ? 'backup' : 'arbiter', sellerGross: '40', expect },
      ]
    case 'default':
      return [
        { act: 'advance', seconds: windows[WINDOWS[state]!] + 1 },
        { act: 'await', ...ORDER, expect },
      ]
  }
}

type Outcome = Story['outcome']

/** What each ending pays, written down from docs/specs/order.md and not computed by what is tested. */
const OUTCOMES = {
  Revoked: { buyer: { wallet: '100' } },
  Refund: { buyer: { balance: '100' } },
  Earned: { seller: { balance: '100' } },
  Abandoned: { seller: { balance: '100' } },
  Settlement: { buyer: { balance: '60' }, seller: { balance: '40' } },
  // Nothing was handed over, so silence is the seller's.
  Silence: { buyer: { balance: '100' } },
} as const satisfies Partial<Record<EndingName, Outcome>>

/** After the buyer posted 2 for a ruling: whose turn it was gets them, and silence returns them. */
const RULED: Readonly<Record<EndingLine['way'], (state: StateName) => Outcome>> = {
  confirm: (state) => ({ seller: { balance: '100' }, [turnOf(state)]: { balance: '2' } }),
  // The seller ends with nothing that could give the buyer its 2 back.
  cancel: (state) => ({ buyer: { balance: '100' }, [turnOf(state)]: { balance: '2' } }),
  settle: (state) => ({
    buyer: { balance: '60' },
    seller: { balance: '40' },
    [turnOf(state)]: { balance: '2' },
  }),
  // The buyer won 60 of 100, so 60 % of its 2 come back out of the seller's 40.
  rule: (state) => ({
    buyer: { balance: '61.2' },
    seller: { balance: '38.8' },
    [turnOf(state)]: { balance: '2' },
  }),
  default: () => ({ buyer: { balance: '102' } }),
  revoke: () => ({}),
}

const turnOf = (state: StateName) => (state === 'Backup' ? 'backup' : 'arbiter')

/** The shortest story of every ending of every state: an order of 100, and 2 for a ruling. */
export const ENDING_STORIES: readonly Story[] = listEndings().map(toStory)

import { type OrderStatus, State } from '../lifecycle/state.ts'
import type { Locale } from '../typedData/sentences.ts'

type Rule = {
  /** States of the order in which the vault hands out what was disclosed. */
  readonly states: readonly State[]
  /** Only after the goods were handed to the carrier. */
  readonly afterShipping?: true
  readonly says: Readonly<Record<Locale, string>>
}

const BEFORE_SHIPPING = [State.Accepted, State.Inspected, State.Approved] as const
const DISPUTE = [State.Disputed, State.Escalated, State.Backup] as const
const LIVE = [State.Requested, ...BEFORE_SHIPPING, State.Shipped, State.Delivered, ...DISPUTE] as const
const ANY = [State.None, ...LIVE, State.Settled] as const

/**
 * Why somebody may read a detail, and while what. A disclosure is made by its holder, often long before it is needed;
 * the vault keeps it back until the ledger says that it is.
 *
 * @see docs/specs/details.md, Need to know
 */
export const DISCLOSURE_REASONS = {
  own: { states: ANY, says: { en: 'It is yours', 'zh-CN': '这是您自己的资料' } },
  fulfilment: {
    states: LIVE,
    says: { en: 'To buy and send what you ordered', 'zh-CN': '用于采购并寄送您订购的商品' },
  },
  routing: {
    states: LIVE,
    says: { en: 'To choose a warehouse and a route', 'zh-CN': '用于选择仓库和线路' },
  },
  parcelLabel: {
    states: [...BEFORE_SHIPPING, State.Shipped],
    says: { en: 'To label the parcel', 'zh-CN': '用于打印包裹面单' },
  },
  carriage: {
    states: [State.Shipped, State.Delivered, ...DISPUTE],
    afterShipping: true,
    says: { en: 'To bring the parcel to you, from hand-over on', 'zh-CN': '用于在交接后派送包裹' },
  },
  dispute: {
    states: DISPUTE,
    says: { en: 'To rule your dispute, once there is one', 'zh-CN': '用于裁决争议（仅在争议期间）' },
  },
  conversation: {
    states: ANY,
    says: { en: 'To talk with you about the order', 'zh-CN': '用于与您沟通订单' },
  },
  support: {
    states: ANY,
    says: { en: 'To help you, because you asked', 'zh-CN': '应您的请求提供帮助' },
  },
} as const satisfies Readonly<Record<string, Rule>>

export type DisclosureReason = keyof typeof DISCLOSURE_REASONS

export const DISCLOSURE_REASON_NAMES = Object.keys(DISCLOSURE_REASONS) as DisclosureReason[]

/** Whether what was disclosed for a reason may be read, the order being as it is. */
export function isReasonMet(
  reason: DisclosureReason,
  status: Pick<OrderStatus, 'state' | 'shipped'>,
): boolean {
  const rule: Rule = DISCLOSURE_REASONS[reason]
  return rule.states.includes(status.state) && (status.shipped || rule.afterShipping !== true)
}

/** What a person reads as the reason; English unless told. */
export function describeReason(reason: DisclosureReason, locale: Locale = 'en'): string {
  return DISCLOSURE_REASONS[reason].says[locale]
}

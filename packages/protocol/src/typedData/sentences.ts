import type { Address } from '../address.ts'
import type { Hex } from '../bytes.ts'
import type { UnixSeconds } from '../instant.ts'
import type { Order } from '../terms.ts'
import type { Permit } from './permit.ts'
import type { ActionMessage, ActionType } from './types.ts'

/** The languages that sentences are written in. */
export type Locale = 'en' | 'zh-CN'

/** The words of a sentence that depend on the message. */
export type SentenceParts = {
  readonly order: string
  readonly amount: (units: bigint) => string
  readonly account: (address: Address) => string
  readonly hash: (hash: Hex) => string
  readonly instant: (at: UnixSeconds) => string
  readonly span: (seconds: number) => string
  readonly paid: string | undefined
  readonly seller: string | undefined
  /** Of many orders at once, where they are known: how many, and what they pay in together. */
  readonly list: { readonly count: number; readonly total: string | undefined } | undefined
}

/** Money that a signature moves out of a wallet, by ERC-3009 or Permit2. */
type Payment = { readonly value: bigint }

type Sentences = {
  readonly [Type in ActionType]: (message: ActionMessage<Type>, parts: SentenceParts) => string
} & {
  readonly Order: (message: Order, parts: SentenceParts) => string
  readonly FundAuthorization: (message: Payment, parts: SentenceParts) => string
  readonly DepositAuthorization: (message: Payment, parts: SentenceParts) => string
  readonly Permit: (message: Permit, parts: SentenceParts) => string
  readonly warnings: { readonly noArbiter: string; readonly noAttestor: string }
  readonly words: {
    readonly baseUnits: string
    readonly forever: string
    readonly day: string
    readonly hour: string
    readonly minute: string
    readonly second: string
  }
}

const en: Sentences = {
  Order: ({ seller, validUntil }, { paid, account, instant }) =>
    `Agree to an order of ${paid} with seller ${account(seller)}. It can be funded until ${instant(validUntil)}.`,
  Quotes: ({ root, until }, { hash, instant, list }) =>
    `Agree to ${list ? `${list.count} order${list.count === 1 ? '' : 's'}${list.total ? ` of ${list.total} in total` : ''}, the list ${hash(root)}, by one signature` : `every order of the list ${hash(root)} at once`}. Each can be funded until ${instant(until)}, and not after its own last day.`,
  Fund: ({ until }, { order, paid, seller, instant }) =>
    `Pay ${paid ?? 'what the terms say'} into the escrow for order ${order}${seller ? ` with seller ${seller}` : ''}. Valid until ${instant(until)}.`,
  Revoke: (_, { order }) => `Bar order ${order} before it is funded. It can never be funded afterwards.`,
  Inspect: ({ record }, { order, hash }) =>
    `State that the goods of order ${order} arrived, as record ${hash(record)} shows.`,
  Approve: ({ inspection }, { order, hash }) =>
    `Approve the goods of order ${order} as shown in record ${hash(inspection)}. They will be shipped to you.`,
  Reject: ({ record }, { order, hash }) =>
    `Reject the goods of order ${order} for the reason in record ${hash(record)}. A dispute begins.`,
  Ship: ({ record }, { order, hash }) =>
    `State that order ${order} was shipped, as record ${hash(record)} shows.`,
  Deliver: ({ record }, { order, hash }) =>
    `State that the goods of order ${order} were handed over, as record ${hash(record)} shows.`,
  Confirm: ({ claimed }, { order, amount, seller }) =>
    `Confirm order ${order}: the seller${seller ? ` ${seller}` : ''} is paid in full${claimed > 0n ? `, with ${amount(claimed)} of documented cost` : ''}. This cannot be undone.`,
  Cancel: (_, { order }) => `Cancel order ${order}: everything paid in returns to the payer.`,
  Extend: ({ extraSeconds }, { order, span }) =>
    `Give the seller ${span(extraSeconds)} more in the present stage of order ${order}.`,
  Dispute: ({ record }, { order, hash }) =>
    `Dispute order ${order} for the reason in record ${hash(record)}. Its payout stops until the dispute ends.`,
  Escalate: (_, { order }) =>
    `Ask the arbiter to rule on order ${order}. The arbiter's fee is taken from your balance; what you win decides how much of it returns.`,
  Rule: ({ sellerGross }, { order, amount }) =>
    `Rule that the seller of order ${order} earned ${amount(sellerGross)}; the rest returns to the payer.`,
  Settle: ({ sellerTotal, until }, { order, amount, instant }) =>
    `End order ${order} by agreement: the seller earned ${amount(sellerTotal)}, the rest returns to the payer. The offer stands until ${instant(until)}.`,
  Claim: ({ total, document }, { order, amount, hash }) =>
    `Claim documented cost of ${amount(total)} in total on order ${order}, proven by ${hash(document)}.`,
  Draw: ({ total }, { order, amount }) =>
    `Draw ${amount(total)} in total from order ${order} early. Your bond reserves as much until the order ends.`,
  Refund: ({ amount: given }, { order, amount }) =>
    `Give ${amount(given)} of your balance back to the payer of order ${order}.`,
  Withdraw: ({ amount: sent, recipient }, { amount, account }) =>
    `Send ${amount(sent)} of your balance to ${account(recipient)}.`,
  PostBond: ({ amount: posted, recipient }, { amount, account }) =>
    `Move ${amount(posted)} of your balance into the bond of ${account(recipient)}.`,
  WithdrawBond: ({ amount: freed, recipient }, { amount, account }) =>
    `Move ${amount(freed)} of your free bond to the balance of ${account(recipient)}.`,
  SetOperator: ({ operator, operatorUntil }, { account, instant }) =>
    `Let ${account(operator)} quote, accept, inspect, ship, deliver and claim for you until ${instant(operatorUntil)}. It can never move your money.`,
  BurnNonce: ({ nonce }) => `Take back whatever you signed with number ${nonce}.`,
  FundAuthorization: ({ value }, { order, amount, seller }) =>
    `Agree to order ${order}${seller ? ` with seller ${seller}` : ''} and pay ${amount(value)} into the escrow.`,
  DepositAuthorization: ({ value }, { amount }) =>
    `Deposit ${amount(value)} to your own balance in the escrow.`,
  Permit: ({ value, deadline }, { amount, instant }) =>
    `Allow the escrow to take up to ${amount(value)} from your wallet, for payments and deposits that you agree to separately. This signature counts until ${instant(deadline)}; the allowance stays until it is used or changed.`,
  warnings: {
    noArbiter: 'No arbiter is named: nobody can rule a dispute.',
    noAttestor: 'No attestor is named: after shipping, the clock pays the seller unless you dispute in time.',
  },
  words: {
    baseUnits: 'base units',
    forever: 'further notice',
    day: 'days',
    hour: 'hours',
    minute: 'minutes',
    second: 'seconds',
  },
}

const zh: Sentences = {
  Order: ({ seller, validUntil }, { paid, account, instant }) =>
    `同意与卖家 ${account(seller)} 的订单，金额 ${paid}。付款截止时间：${instant(validUntil)}。`,
  Quotes: ({ root, until }, { hash, instant, list }) =>
    `一次同意清单 ${hash(root)} 中的${list ? ` ${list.count} 个订单${list.total ? `，合计 ${list.total}` : ''}` : '全部订单'}。付款截止时间：${instant(until)}，且不晚于各订单自身的期限。`,
  Fund: ({ until }, { order, paid, seller, instant }) =>
    `为订单 ${order}${seller ? `（卖家 ${seller}）` : ''}向托管合约支付 ${paid ?? '条款所列金额'}。有效期至 ${instant(until)}。`,
  Revoke: (_, { order }) => `作废尚未付款的订单 ${order}，此后永远不能再付款。`,
  Inspect: ({ record }, { order, hash }) => `声明订单 ${order} 的货物已到仓，凭证为记录 ${hash(record)}。`,
  Approve: ({ inspection }, { order, hash }) =>
    `认可记录 ${hash(inspection)} 所示的订单 ${order} 货物，同意发货。`,
  Reject: ({ record }, { order, hash }) =>
    `拒收订单 ${order} 的货物，理由见记录 ${hash(record)}，争议由此开始。`,
  Ship: ({ record }, { order, hash }) => `声明订单 ${order} 已发货，凭证为记录 ${hash(record)}。`,
  Deliver: ({ record }, { order, hash }) => `声明订单 ${order} 的货物已交付，凭证为记录 ${hash(record)}。`,
  Confirm: ({ claimed }, { order, amount, seller }) =>
    `确认订单 ${order} 收货：全额付给卖家${seller ? ` ${seller}` : ''}${claimed > 0n ? `，含有凭证的成本 ${amount(claimed)}` : ''}。此操作不可撤销。`,
  Cancel: (_, { order }) => `取消订单 ${order}：已付款项全部退回付款人。`,
  Extend: ({ extraSeconds }, { order, span }) => `将订单 ${order} 当前阶段的期限延长 ${span(extraSeconds)}。`,
  Dispute: ({ record }, { order, hash }) =>
    `对订单 ${order} 提出争议，理由见记录 ${hash(record)}；争议结束前暂停付款。`,
  Escalate: (_, { order }) => `请仲裁人裁决订单 ${order}。仲裁费从您的余额中扣除，按裁决结果返还相应部分。`,
  Rule: ({ sellerGross }, { order, amount }) =>
    `裁决：订单 ${order} 的卖家应得 ${amount(sellerGross)}，其余退回付款人。`,
  Settle: ({ sellerTotal, until }, { order, amount, instant }) =>
    `协商结束订单 ${order}：卖家得 ${amount(sellerTotal)}，其余退回付款人。此提议有效期至 ${instant(until)}。`,
  Claim: ({ total, document }, { order, amount, hash }) =>
    `对订单 ${order} 申报有凭证的成本，累计 ${amount(total)}，凭证 ${hash(document)}。`,
  Draw: ({ total }, { order, amount }) =>
    `从订单 ${order} 提前支取，累计 ${amount(total)}；您的保证金冻结同等金额直至订单结束。`,
  Refund: ({ amount: given }, { order, amount }) =>
    `从您的余额中退还 ${amount(given)} 给订单 ${order} 的付款人。`,
  Withdraw: ({ amount: sent, recipient }, { amount, account }) =>
    `从您的余额中转出 ${amount(sent)} 到 ${account(recipient)}。`,
  PostBond: ({ amount: posted, recipient }, { amount, account }) =>
    `从您的余额中划出 ${amount(posted)}，存入 ${account(recipient)} 的保证金。`,
  WithdrawBond: ({ amount: freed, recipient }, { amount, account }) =>
    `从您未冻结的保证金中划出 ${amount(freed)}，存入 ${account(recipient)} 的余额。`,
  SetOperator: ({ operator, operatorUntil }, { account, instant }) =>
    `允许 ${account(operator)} 代您报价、接单、验货、发货、交付和申报成本，直至 ${instant(operatorUntil)}。它永远不能动用您的资金。`,
  BurnNonce: ({ nonce }) => `撤回您以编号 ${nonce} 签署的内容。`,
  FundAuthorization: ({ value }, { order, amount, seller }) =>
    `同意订单 ${order}${seller ? `（卖家 ${seller}）` : ''}的条款，并向托管合约支付 ${amount(value)}。`,
  DepositAuthorization: ({ value }, { amount }) => `向您在托管合约中的余额存入 ${amount(value)}。`,
  Permit: ({ value, deadline }, { amount, instant }) =>
    `允许托管合约从您的钱包中最多取用 ${amount(value)}，仅用于您另行同意的付款和存款。此签名有效期至 ${instant(deadline)}；额度在用完或更改之前一直有效。`,
  warnings: {
    noArbiter: '未指定仲裁人：发生争议时无人裁决。',
    noAttestor: '未指定见证人：发货后若您未及时提出争议，到期将自动付款给卖家。',
  },
  words: {
    baseUnits: '最小单位',
    forever: '另行通知',
    day: '天',
    hour: '小时',
    minute: '分钟',
    second: '秒',
  },
}

/** The sentences by language. */
export const SENTENCES: Readonly<Record<Locale, Sentences>> = { en, 'zh-CN': zh }

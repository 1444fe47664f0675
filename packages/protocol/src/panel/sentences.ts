import type { SchemeSentences } from '../typedData/scheme.ts'
import type { PANEL_SCHEME } from './scheme.ts'

/** What a member of a panel reads before signing. */
export const PANEL_SENTENCES: SchemeSentences<typeof PANEL_SCHEME> = {
  en: {
    Ruling: ({ sellerGross, until }, { order, amount, instant }) =>
      `Vote that the seller of order ${order} earned ${amount(sellerGross)} and the rest returns to the payer. With enough equal votes of other members it is final. The vote counts until ${instant(until)}.`,
    RevokeVotes: ({ through }, { order, instant }) =>
      `Take back all your votes on order ${order} that count until ${instant(through)} or less, if they are not executed yet.`,
    TakeShare: ({ amount: taken, recipient }, { amount, account }) =>
      `Send ${amount(taken)} of your share in the panel's fees to ${account(recipient)}.`,
  },
  'zh-CN': {
    Ruling: ({ sellerGross, until }, { order, amount, instant }) =>
      `投票：订单 ${order} 的卖家应得 ${amount(sellerGross)}，其余退回付款人。达到规定票数且金额一致即为终局裁决。本票有效期至 ${instant(until)}。`,
    RevokeVotes: ({ through }, { order, instant }) =>
      `撤回您对订单 ${order} 尚未执行且有效期不晚于 ${instant(through)} 的全部投票。`,
    TakeShare: ({ amount: taken, recipient }, { amount, account }) =>
      `从您应得的仲裁费份额中转出 ${amount(taken)} 到 ${account(recipient)}。`,
  },
}

import type { Step, Text } from './story.ts'

/** What each act is called; the party stands before it and the order behind it. */
const ACTS: Readonly<Record<Step['act'], Text>> = {
  quote: { en: 'quotes', 'zh-CN': '报价' },
  quotes: { en: 'quotes', 'zh-CN': '报价' },
  fund: { en: 'pays into', 'zh-CN': '付款托管' },
  revoke: { en: 'revokes', 'zh-CN': '撤回报价' },
  accept: { en: 'accepts', 'zh-CN': '接单' },
  cancel: { en: 'cancels', 'zh-CN': '取消' },
  escalate: { en: 'asks for a ruling on', 'zh-CN': '提请仲裁' },
  approve: { en: 'approves', 'zh-CN': '验货通过' },
  confirm: { en: 'confirms', 'zh-CN': '确认收货' },
  inspect: { en: 'inspects', 'zh-CN': '验货' },
  reject: { en: 'rejects', 'zh-CN': '验货不通过' },
  ship: { en: 'ships', 'zh-CN': '发货' },
  deliver: { en: 'states delivery of', 'zh-CN': '见证送达' },
  dispute: { en: 'disputes', 'zh-CN': '提出争议' },
  claim: { en: 'claims documented cost of', 'zh-CN': '凭凭证报销费用' },
  draw: { en: 'draws early on', 'zh-CN': '预支' },
  rule: { en: 'rules on', 'zh-CN': '裁决' },
  settle: { en: 'agrees to a settlement of', 'zh-CN': '同意和解' },
  refund: { en: 'refunds', 'zh-CN': '退款' },
  setKey: { en: 'publishes its sealing key', 'zh-CN': '公布加密公钥' },
  seal: { en: 'seals the details of', 'zh-CN': '加密资料' },
  disclose: { en: 'lets others read of', 'zh-CN': '授权查看资料' },
  endDisclosure: { en: 'ends a disclosure of', 'zh-CN': '撤销查看授权' },
  message: { en: 'writes a sealed message on', 'zh-CN': '发送加密消息' },
  photograph: { en: 'photographs and seals', 'zh-CN': '拍照并加密' },
  readers: { en: 'looks who reads of', 'zh-CN': '查看谁能读取' },
  erase: { en: 'erases all that was sealed of', 'zh-CN': '删除加密资料' },
  permit: { en: 'lets the escrow take from its wallet', 'zh-CN': '授权托管合约扣款' },
  withdraw: { en: 'withdraws', 'zh-CN': '提现' },
  withdrawBond: { en: 'withdraws its bond', 'zh-CN': '取回保证金' },
  advance: { en: 'time passes', 'zh-CN': '时间推移' },
  await: { en: 'somebody else moves', 'zh-CN': '由他人推进' },
}

/** Parties and orders of the stories, in Chinese; in English they are called what they are named. */
const NAMES: Readonly<Record<string, string>> = {
  buyer: '买家',
  agent: '代购',
  shop: '商家',
  warehouse: '仓库',
  carrier: '承运人',
  arbiter: '仲裁方',
  platform: '平台',
  goods: '商品',
  parcel: '包裹',
  topUp: '补款',
  item: '单品',
  order: '订单',
}

/** `item2`, `buyer-7`: many of a kind are numbered. */
function nameInChinese(name: string | undefined): string {
  const [, kind = '', number = ''] = /^(\D*?)-?(\d*)$/.exec(name ?? '') ?? []
  return `${NAMES[kind] ?? kind}${number}`
}

/** What happens in a step, as its story says it, else from the act, the party and the order. */
export function describeStep(step: Step): Text {
  if (step.says !== undefined) return step.says
  const party = 'by' in step ? step.by : undefined
  const order = 'order' in step ? step.order : undefined
  const { en, 'zh-CN': zh } = ACTS[step.act]
  return {
    en: [party, en, order].filter((part) => part !== undefined).join(' '),
    'zh-CN': `${nameInChinese(party)}${zh}${order === undefined ? '' : `：${nameInChinese(order)}`}`,
  }
}

import type { ErasureCertificate } from '@cinnabar/protocol'
import type { Environment } from './environment.ts'
import { formatTable, showText } from './output.ts'

const TEXTS = {
  en: {
    title: 'The sealed details of this order were erased.',
    order: 'order',
    ledger: 'ledger',
    chain: (id: number, escrow: string) => `chain ${id}, Escrow ${escrow}`,
    requested: 'asked for',
    erased: 'erased',
    by: 'by',
    destroyed: 'Destroyed: the data key, and these rows:',
    remains: 'What remains:',
    until: (day: string) => `until ${day}`,
    signer: 'signed by',
  },
  'zh-CN': {
    title: '该订单的加密资料已被删除。',
    order: '订单',
    ledger: '账本',
    chain: (id: number, escrow: string) => `链 ${id}，Escrow ${escrow}`,
    requested: '申请时间',
    erased: '删除时间',
    by: '申请人',
    destroyed: '已销毁：数据密钥，以及以下记录：',
    remains: '仍然保留：',
    until: (day: string) => `至 ${day}`,
    signer: '签署账户',
  },
} as const

/** An erasure certificate for a person to read. */
export function describeErasure(
  certificate: ErasureCertificate,
  language: Environment['language'],
): string[] {
  const texts = TEXTS[language]
  const { order, chainId, escrow, requestedBy, requestedAt, erasedAt, destroyed, remains, signer } =
    certificate
  return [
    texts.title,
    ...formatTable([
      [texts.order, order],
      [texts.ledger, texts.chain(chainId, escrow)],
      [texts.requested, requestedAt],
      [texts.by, showText(requestedBy)],
      [texts.erased, erasedAt],
      [texts.signer, signer],
    ]),
    '',
    texts.destroyed,
    ...formatTable(Object.entries(destroyed.rows).map(([name, count]) => [`  ${name}`, String(count)])),
    '',
    texts.remains,
    ...remains.map(({ what, until }) => {
      const end = until === null ? '' : ` (${texts.until(until)})`
      return `  – ${showText(what[language])}${end}`
    }),
  ]
}

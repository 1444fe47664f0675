import type { Address, ErasureRefusal, Hex, StatementRefusal } from '@cinnabar/protocol'
import type { Environment } from '../environment.ts'

type Texts = {
  /** Stands before what was not looked at. */
  readonly open: string
  readonly unknown: (format: string | undefined, known: readonly string[]) => string
  readonly details: {
    readonly order: (order: Hex, chainId: number, escrow: Hex) => string
    readonly detail: (field: string, value: string) => string
    readonly ledger: (order: Hex) => string
    readonly sealed: (count: number) => string
    readonly truth: string
    readonly refused: Readonly<Record<StatementRefusal, (field: string) => string>>
  }
  readonly erasure: {
    readonly signed: (signer: Address) => string
    readonly signer: (signer: Address) => string
    readonly ledger: (order: Hex) => string
    readonly truth: string
    readonly refused: Readonly<Record<ErasureRefusal, string>>
  }
}

/** What `cinnabar verify` says. */
export const VERIFICATION_TEXTS: Readonly<Record<Environment['language'], Texts>> = {
  en: {
    open: 'Not proven by this file:',
    unknown: (format, known) =>
      `${format === undefined ? 'The file names no format' : `The format ${format} is not known`}; known are ${known.join(' and ')}.`,
    details: {
      order: (order, chainId, escrow) =>
        `These terms are those of order ${order} on chain ${chainId}, Escrow ${escrow}`,
      detail: (field, value) => `Agreed in them: ${field} = ${value}`,
      ledger: (order) =>
        `whether the order is on the ledger, so that both sides signed it: look for ${order} there`,
      sealed: (count) => `what those details say that stay sealed: ${count}`,
      truth: 'whether what was agreed is true',
      refused: {
        FORMAT: () => 'This is no whole statement of the format cinnabar.details/v1.',
        TERMS: () => 'The terms in the statement cannot be read.',
        DETAIL: (field) => `The detail ${field} is none: its field, value or salt is wrong.`,
        FIELD_TWICE: (field) => `The detail ${field} is there twice.`,
        NOT_AGREED: (field) => `The detail ${field} is not the one that was agreed in these terms.`,
      },
    },
    erasure: {
      signed: (signer) => `${signer} signed that it erased the following, and nothing was changed since`,
      signer: (signer) => `whose account ${signer} is: compare it with that of the service`,
      ledger: (order) => `whether order ${order} is on the ledger`,
      truth: 'whether the signer did what it states',
      refused: {
        FORMAT:
          'This is no whole certificate of the format cinnabar.erasure/v1, or holds what is not signed.',
        SIGNATURE: 'The signature is not by the signer named, or the certificate was changed since.',
      },
    },
  },
  'zh-CN': {
    open: '本文件未能证明：',
    unknown: (format, known) =>
      `${format === undefined ? '文件未注明格式' : `未知格式 ${format}`}；已知格式：${known.join('、')}。`,
    details: {
      order: (order, chainId, escrow) => `所列条款属于订单 ${order}（链 ${chainId}，Escrow ${escrow}）`,
      detail: (field, value) => `条款中约定：${field} = ${value}`,
      ledger: (order) => `该订单是否在账本上（即双方是否已签署）：请在账本上查找 ${order}`,
      sealed: (count) => `其余 ${count} 项加密资料的内容`,
      truth: '约定的内容是否属实',
      refused: {
        FORMAT: () => '这不是完整的 cinnabar.details/v1 声明。',
        TERMS: () => '无法读取声明中的条款。',
        DETAIL: (field) => `资料 ${field} 无效：字段名、值或盐值有误。`,
        FIELD_TWICE: (field) => `资料 ${field} 重复出现。`,
        NOT_AGREED: (field) => `资料 ${field} 并非这些条款中所约定的内容。`,
      },
    },
    erasure: {
      signed: (signer) => `${signer} 已签署声明删除了以下内容，且此后未被改动`,
      signer: (signer) => `账户 ${signer} 属于谁：请与服务方公布的账户核对`,
      ledger: (order) => `订单 ${order} 是否在账本上`,
      truth: '签署者是否确实执行了所声明的删除',
      refused: {
        FORMAT: '这不是完整的 cinnabar.erasure/v1 证书，或含有未经签名的内容。',
        SIGNATURE: '签名并非出自所列签署者，或证书在签署后被改动。',
      },
    },
  },
}

import type { Address, ErasureDraft, Hex } from '@cinnabar/protocol'

/** How long backups of the key store are kept, at most. */
export const KEY_BACKUP_DAYS = 30

/** A certificate before it is signed. */
export function describeErasure(facts: {
  chainId: number
  escrow: Address
  order: Hex
  requestedBy: string
  requestedAt: Date
  erasedAt: Date
  rows: Readonly<Record<string, number>>
  signer: Address
}): ErasureDraft {
  const { chainId, escrow, order, requestedBy, requestedAt, erasedAt, rows, signer } = facts
  const backupsEnd = new Date(erasedAt.getTime() + KEY_BACKUP_DAYS * 86_400_000)
  return {
    format: 'cinnabar.erasure/v1',
    chainId,
    escrow,
    order,
    requestedBy,
    requestedAt: requestedAt.toISOString(),
    erasedAt: erasedAt.toISOString(),
    destroyed: { dataKey: true, rows },
    remains: [
      {
        what: {
          en: 'On the ledger: amounts, times, accounts, and a commitment to the details that nobody can open any more',
          'zh-CN': '账本上：金额、时间、账户，以及无人再能打开的资料承诺值',
        },
        until: null,
      },
      {
        what: {
          en: 'Copies of the data key in backups of the key store. With one of them and a backup of the database, what readers were given could be handed to them again; it still opens with their own keys alone',
          'zh-CN':
            '密钥库备份中的数据密钥副本。若同时取得数据库备份，可再次交给原先的查看者；但仍只能用其各自的密钥打开',
        },
        until: backupsEnd.toISOString(),
      },
      {
        what: {
          en: 'What a reader opened before and kept itself: ask the reader',
          'zh-CN': '查看者此前打开并自行保存的内容：请直接向其提出要求',
        },
        until: null,
      },
    ],
    signer,
  }
}

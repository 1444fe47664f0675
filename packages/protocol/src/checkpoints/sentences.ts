import type { SchemeSentences } from '../typedData/scheme.ts'
import type { CHECKPOINTS_SCHEME } from './scheme.ts'

/** What an account reads before signing for the checkpoint log. */
export const CHECKPOINTS_SENTENCES: SchemeSentences<typeof CHECKPOINTS_SCHEME> = {
  en: {
    Anchor: ({ size, root, previousHead }, { hash }) =>
      `State on the ledger that your record log has ${size} records with root ${hash(root)}, after checkpoint ${hash(previousHead)}. This cannot be undone.`,
  },
  'zh-CN': {
    Anchor: ({ size, root, previousHead }, { hash }) =>
      `在账本上声明：您的记录日志共有 ${size} 条记录，根为 ${hash(root)}，接在检查点 ${hash(previousHead)} 之后。此操作不可撤销。`,
  },
}

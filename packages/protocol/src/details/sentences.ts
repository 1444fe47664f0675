import type { SchemeSentences } from '../typedData/scheme.ts'
import type { DETAILS_SCHEME } from './scheme.ts'

/** What a person reads before signing for the vault. */
export const DETAILS_SENTENCES: SchemeSentences<typeof DETAILS_SCHEME> = {
  en: {
    StoreDetails: (_, { order }) =>
      `Keep your sealed details of order ${order}, and let those read them whom you chose. Nobody else can open them.`,
    OpenDetails: ({ until }, { order, instant }) =>
      `Show me the sealed details of order ${order} that were disclosed to me. Valid until ${instant(until)}.`,
    EndDisclosure: ({ reader }, { order, account }) =>
      `From now on, ${account(reader)} gets none of your details of order ${order}. What was read already cannot be unread.`,
    EraseDetails: (_, { order }) =>
      `Delete all sealed details, messages and evidence of order ${order} for ever. Nobody can bring them back, you included.`,
    KeepWays: () =>
      'Keep the sealed document of my ways back to my keys. Whoever keeps it can read nothing in it.',
  },
  'zh-CN': {
    StoreDetails: (_, { order }) =>
      `保存您对订单 ${order} 加密的资料，并只允许您选定的人查看。其他任何人都无法打开。`,
    OpenDetails: ({ until }, { order, instant }) =>
      `查看订单 ${order} 中向我披露的加密资料。有效期至 ${instant(until)}。`,
    EndDisclosure: ({ reader }, { order, account }) =>
      `从现在起，不再向 ${account(reader)} 提供您在订单 ${order} 中的任何资料。已经看过的内容无法收回。`,
    KeepWays: () => '保存我用于找回密钥的加密文件。保存者无法读取其中任何内容。',
    EraseDetails: (_, { order }) =>
      `永久删除订单 ${order} 的全部加密资料、消息和证据。任何人都无法恢复，包括您自己。`,
  },
}

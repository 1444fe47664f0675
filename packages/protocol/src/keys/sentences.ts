import type { SchemeSentences } from '../typedData/scheme.ts'
import type { KEYS_SCHEME } from './scheme.ts'

/** What an account reads before signing for the key registry. */
export const KEYS_SENTENCES: SchemeSentences<typeof KEYS_SCHEME> = {
  en: {
    SetKey: ({ key, version }, { hash }) =>
      `Publish encryption key ${hash(key)} as your key number ${version}. Details of new orders will be sealed to it; keep the older keys to open older orders.`,
    RevokeKey: ({ version }) =>
      `Take back your current encryption key (change number ${version}). Nothing new should be sealed to it.`,
  },
  'zh-CN': {
    SetKey: ({ key, version }, { hash }) =>
      `公布加密公钥 ${hash(key)}，作为您的第 ${version} 个版本。新订单的详情将用它加密；请保留旧密钥，以便打开旧订单。`,
    RevokeKey: ({ version }) => `撤销您当前的加密公钥（第 ${version} 个版本）。此后不应再用它加密。`,
  },
}

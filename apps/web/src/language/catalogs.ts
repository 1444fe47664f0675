import { i18n, type Messages } from '@lingui/core'
import type { Language } from './language.ts'

const CATALOGS: Readonly<Record<Language, () => Promise<{ messages: Messages }>>> = {
  en: () => import('../locales/en/messages.po'),
  'zh-CN': () => import('../locales/zh-CN/messages.po'),
}

/** Loads a language and shows the pages in it. */
export async function activateLanguage(language: Language): Promise<void> {
  const { messages } = await CATALOGS[language]()
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language
}

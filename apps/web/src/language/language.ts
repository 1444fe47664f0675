/** The languages of the pages, each in its own words. */
export const LANGUAGES = { en: 'English', 'zh-CN': '中文' } as const

export type Language = keyof typeof LANGUAGES

const KEY = 'cinnabar.language'

/** Chooses the language: what was stored, else the first that the browser prefers and the pages speak. */
export function chooseLanguage(stored: string | null, preferred: readonly string[]): Language {
  if (stored && stored in LANGUAGES) return stored as Language
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh-CN'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}

/** The language to begin with, in this browser. */
export function readLanguage(): Language {
  return chooseLanguage(readStored(), navigator.languages)
}

/** Keeps the choice for the next visit; a browser that stores nothing is no error. */
export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {}
}

function readStored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

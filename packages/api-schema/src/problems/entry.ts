/** What a code means: the status it answers with, its title in both languages, and the mend. */
export type ProblemEntry = {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503
  /** The same request may succeed later. */
  readonly retryable?: true
  readonly title: { readonly en: string; readonly 'zh-CN': string }
  readonly mend: string
}

/** Writes a line of the registry. */
export function entry(
  status: ProblemEntry['status'],
  en: string,
  zh: string,
  mend: string,
  retryable?: 'retryable',
): ProblemEntry {
  return { status, title: { en, 'zh-CN': zh }, mend, ...(retryable && { retryable: true }) }
}

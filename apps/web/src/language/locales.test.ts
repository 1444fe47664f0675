import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LANGUAGES } from './language.ts'

const web = fileURLToPath(new URL('../..', import.meta.url))
const lingui = join(dirname(createRequire(import.meta.url).resolve('@lingui/cli')), 'lingui.js')
const place = mkdtempSync(join(tmpdir(), 'cinnabar-locales-'))
let inSource: string[]

beforeAll(() => {
  const config = join(place, 'lingui.config.json')
  const catalogs = [{ path: join(place, '{locale}'), include: ['<rootDir>/src'] }]
  writeFileSync(config, JSON.stringify({ rootDir: web, sourceLocale: 'en', locales: ['en'], catalogs }))
  execFileSync(process.execPath, [lingui, 'extract', '--config', config, '--workers', '1'], { cwd: web })
  inSource = Object.keys(readCatalog(join(place, 'en.po')))
})

afterAll(() => rmSync(place, { recursive: true, force: true }))

it.each(Object.keys(LANGUAGES))(
  'has in %s every string of the pages, and none that no page uses',
  (locale) => {
    expect(inSource.length).toBeGreaterThan(100)
    expect(Object.keys(readCatalog(catalogOf(locale))).toSorted()).toEqual(inSource.toSorted())
  },
)

it.each(Object.keys(LANGUAGES))('says something for every string in %s', (locale) => {
  const empty = Object.entries(readCatalog(catalogOf(locale))).filter(([, text]) => text === '')
  expect(empty).toEqual([])
})

function catalogOf(locale: string): string {
  return join(web, 'src/locales', locale, 'messages.po')
}

/** Text by context and source string; what is obsolete counts as a string of its own. */
function readCatalog(path: string): Record<string, string> {
  const [, ...entries] = readFileSync(path, 'utf8').trim().split('\n\n')
  return Object.fromEntries(
    entries.map((entry) => {
      const [id = '', text = ''] = entry.replace(/^#[^~].*\n/gm, '').split(/^(?:#~ )?msgstr /m)
      return [id.trim(), text.trim().replace(/"\n?"|^"|"$/g, '')]
    }),
  )
}

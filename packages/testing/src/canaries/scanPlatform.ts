import type { ClientConfig } from 'pg'
import type { Canaries } from './canary.ts'
import { type Finding, scanText } from './scanBytes.ts'
import { scanDatabase } from './scanDatabase.ts'
import { scanDirectory } from './scanDirectory.ts'
import { scanLedger } from './scanLedger.ts'

/** An answer that was recorded while a test ran. What was sent is not looked through, but where to is. */
export type RecordedResponse = {
  readonly method: string
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Where a platform can be looked through; what is left out is not. */
export type PlatformSources = {
  readonly canaries: Canaries
  /** JSON-RPC of the ledger. */
  readonly ledgerUrl?: string | undefined
  /** The service, of which the metrics and the health are read. */
  readonly url?: string | undefined
  readonly database?: ClientConfig | undefined
  /** Data directories, with the ledger's and the database's files, and where dumps of memory lie. */
  readonly directories?: readonly string[] | undefined
  /** What the processes printed. */
  readonly log?: string | undefined
  readonly responses?: readonly RecordedResponse[] | undefined
}

/** What the service tells of itself to whoever asks. */
const SELF_DESCRIPTIONS = ['/v1/metrics', '/v1/health']

/**
 * Looks for canaries everywhere on a platform where personal data must not be.
 *
 * @returns One finding for each canary, form and place.
 */
export async function scanPlatform(sources: PlatformSources): Promise<Finding[]> {
  const { canaries, ledgerUrl, url, database, directories = [], log = '', responses = [] } = sources
  const findings: Finding[] = []
  if (ledgerUrl !== undefined) findings.push(...(await scanLedger(ledgerUrl, canaries)))
  for (const path of url === undefined ? [] : SELF_DESCRIPTIONS) {
    const response = await fetch(`${url}${path}`)
    findings.push(...scanText(path, await response.text(), canaries))
  }
  // The database before its files: it is told to write them.
  if (database !== undefined) findings.push(...(await scanDatabase(database, canaries)))
  for (const directory of directories) findings.push(...(await scanDirectory(directory, canaries)))
  for (const [index, line] of log.split('\n').entries()) {
    findings.push(...scanText(`log, line ${index + 1}`, line, canaries))
  }
  for (const { method, url, status, headers, body } of responses) {
    const told = [url, ...Object.entries(headers).map((header) => header.join(': ')), body].join('\n')
    findings.push(...scanText(`answer ${status} to ${method} ${new URL(url).pathname}`, told, canaries))
  }
  return findings
}

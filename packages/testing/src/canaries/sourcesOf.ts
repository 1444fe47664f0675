import { join } from 'node:path'
import type { PlatformProcess } from '../platformProcess.ts'
import type { PlatformSources } from './scanPlatform.ts'

/** Where a platform that `startPlatformProcess` started, with a database of its own, can be looked through. */
export function sourcesOf(platform: PlatformProcess): Omit<PlatformSources, 'canaries' | 'responses'> {
  const { url, ledgerUrl, directory, printed } = platform
  return {
    url,
    ledgerUrl,
    database: { host: join(directory, 'database'), user: 'cinnabar', database: 'postgres' },
    directories: [directory],
    log: printed(),
  }
}

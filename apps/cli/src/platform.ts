import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmbeddedLedger } from '@cinnabar/network-embedded'
import { createLog, createService, type Service } from '@cinnabar/service'

/** Where the pages lie once they are built; the service answers without them too. */
const WEB_DIRECTORY = join(import.meta.dirname, '../../web/dist')

export type PlatformOptions = {
  /** Everything that is stored lies here. Undefined: a directory that is removed at the end, and a demo ledger. */
  readonly dataDirectory?: string | undefined
  /** Where the data keys of sealed details are; left out: in the data directory. */
  readonly keyDirectory?: string | undefined
  readonly databaseUrl?: string | undefined
  readonly anvilPath?: string | undefined
  /** Of the pages and the API; 0 takes a free one. */
  readonly port: number
  /** Of the ledger's JSON-RPC; 0 takes a free one. */
  readonly ledgerPort: number
  readonly demo: boolean
  /** Proxies of one's own before the service; none when left out. */
  readonly proxies?: number | undefined
  readonly logLevel: string
  readonly progress: (text: string) => void
}

/** The whole platform on this machine: ledger, database, service, pages. */
export type Platform = {
  readonly url: string
  readonly ledgerUrl: string
  readonly service: Service
  close(): Promise<void>
}

/** The port is taken, so nothing was started. */
export class PortInUseError extends Error {
  readonly code = 'PORT_IN_USE'
  readonly retryable = true
  constructor({ port, option }: { port: number; option: string }) {
    super(`Port ${port} is in use. Stop what listens there, or choose another with ${option}.`)
  }
}

/**
 * Starts the platform, or throws and leaves nothing behind.
 *
 * @throws PortInUseError, or what the ledger or the service throws: each message says what is wrong and the mend.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { progress, demo } = options
  await requireFreePort(options.port, '--port')
  await requireFreePort(options.ledgerPort, '--ledger-port')
  const ephemeral = options.dataDirectory === undefined
  const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'cinnabar-')))
  const log = createLog({ level: options.logLevel })
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
    if (ephemeral) await rm(dataDirectory, { recursive: true, force: true })
  }
  try {
    progress('Opening the ledger …')
    const ledger = await createEmbeddedLedger({
      directory: join(dataDirectory, 'ledger'),
      port: options.ledgerPort,
      demo,
      ephemeral,
      anvilPath: options.anvilPath,
      logger: log,
      onProgress: createReplayProgress(progress),
    })
    closers.push(() => ledger.close())
    progress('Opening the database and the service …')
    const service = await createService({
      dataDirectory,
      keyDirectory: options.keyDirectory,
      databaseUrl: options.databaseUrl,
      ledger: {
        url: ledger.url,
        genesisHash: ledger.genesisHash,
        advanceClock: demo ? (seconds) => ledger.advanceClock(seconds) : undefined,
        health: () => ledger.health(),
      },
      port: options.port,
      proxies: options.proxies,
      webDirectory: WEB_DIRECTORY,
      log,
    })
    closers.push(() => service.close())
    return { url: service.url, ledgerUrl: ledger.url, service, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Says how far a replay is, once it takes over a second, and then once a second. */
function createReplayProgress(
  progress: (text: string) => void,
): (at: { height: number; target: number }) => void {
  let next = Date.now() + 1_000
  return ({ height, target }) => {
    if (Date.now() < next) return
    next = Date.now() + 1_000
    progress(`Replaying the ledger's journal: block ${height} of ${target} …`)
  }
}

async function requireFreePort(port: number, option: string): Promise<void> {
  if (port === 0) return
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUseError({ port, option }) : error)
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createRpc } from '@cinnabar/ledger'
import type { Address, Hex, Seconds, UnixSeconds } from '@cinnabar/protocol'
import { createApi } from './api/index.ts'
import { createAuth } from './auth/index.ts'
import { openFileSecret } from './auth/secret.ts'
import { type Deployment, openDeployment, WrongLedgerError } from './deployment.ts'
import { type ErasureOutcome, eraseForOperator } from './eraseForOperator.ts'
import { createHealth, type LedgerHealthSource, type ServiceHealth } from './health.ts'
import { createIndexer } from './indexer/index.ts'
import { createKeeper } from './keeper/index.ts'
import { createLog, type Logger } from './log.ts'
import {
  createRelayer,
  EMBEDDED_PROFILE,
  openFileSigner,
  type RelayProfile,
  type Signer,
} from './relayer/index.ts'
import { startServer } from './server.ts'
import type { CreationLimits } from './store/accountCreations.ts'
import { type Database, openDatabase } from './store/database.ts'
import { createLeadership, type Duty } from './store/leader.ts'
import { countRows } from './store/ledgerRows.ts'
import { keepLedger } from './store/ledgers.ts'
import {
  createDataKeys,
  createVault,
  type KeyRestoration,
  keyDirectoryIn,
  restoreDataKeys,
} from './vault/index.ts'
import { createWeb } from './web/index.ts'

export { type Deployment, DeploymentError, WrongLedgerError } from './deployment.ts'
export type { PartHealth, ServiceHealth } from './health.ts'
export { createLog, type Logger } from './log.ts'
export {
  createKeySigner,
  EMBEDDED_PROFILE,
  PUBLIC_PROFILE,
  type RelayProfile,
  type Signer,
} from './relayer/index.ts'
export type { CreationLimits } from './store/accountCreations.ts'
export type { ErasureOutcome } from './eraseForOperator.ts'
export {
  backUpDataKeys,
  DataKeysUnavailableError,
  KeyBackupError,
  type KeyRestoration,
  keyDirectoryIn,
} from './vault/index.ts'
export { EmbeddedPostgresError } from './store/embeddedPostgres/start.ts'
export { MigrationError } from './store/migrate.ts'

/** The ledger that the service works on, and what its host can do beside JSON-RPC. */
export type ServedLedger = {
  readonly url: string
  readonly name?: string | undefined
  /** How transactions are made; left out: for the embedded ledger. */
  readonly profile?: RelayProfile | undefined
  /** What the genesis must be, when the caller knows it. */
  readonly genesisHash?: Hex | undefined
  /** Where the contracts are; left out: they are put on a fresh embedded ledger. */
  readonly deployment?: Deployment | undefined
  /** Tokens that orders can be in; left out: the deployment's own. */
  readonly tokens?: readonly Address[] | undefined
  /** Moves the clock of a demo ledger. */
  readonly advanceClock?: ((seconds: Seconds) => Promise<{ readonly timestamp: UnixSeconds }>) | undefined
  readonly health?: LedgerHealthSource | undefined
}

export type ServiceOptions = {
  /** Keys, `deployment.json` and, without `databaseUrl`, the database. */
  readonly dataDirectory: string
  readonly databaseUrl?: string | undefined
  /** Where the vault's data keys are; left out: `vault-keys` in the data directory. Keep its backups 30 days at most. */
  readonly keyDirectory?: string | undefined
  readonly ledger: ServedLedger
  /** 0 takes a free one. */
  readonly port: number
  readonly host?: string | undefined
  /** Where people reach the service, when that is not where it listens. */
  readonly publicUrl?: string | undefined
  /**
   * How many proxies of one's own stand before the service, each adding who called it to `X-Forwarded-For`; none when
   * left out. Set it: else all clients behind a proxy are one, and share its limit.
   */
  readonly proxies?: number | undefined
  /** How many passkey accounts are created within an hour, from one address and in all; 60 and 600 when left out. */
  readonly creationLimits?: CreationLimits | undefined
  /** The built pages. */
  readonly webDirectory?: string | undefined
  /** Instead of the key file in the data directory. */
  readonly signer?: Signer | undefined
  readonly log?: Logger | undefined
}

/** A running service. */
export type Service = {
  readonly url: string
  readonly deployment: Deployment
  health(): Promise<ServiceHealth>
  /** Drops the derived rows and derives them again; equal hashes say that they were right. */
  rebuild(): Promise<{ before: Hex; after: Hex; events: number; orders: number }>
  /** Erases the sealed details of an order, whoever is its holder: for the operator. The same again changes nothing. */
  erase(order: Hex): Promise<ErasureOutcome>
  /** Puts back data keys from a backup, but none of an order that was erased. Throws KeyBackupError. */
  restoreKeys(path: string): Promise<KeyRestoration>
  /** Finishes what is under way. */
  close(): Promise<void>
}

type Handler = (request: Request, environment: object) => Response | Promise<Response>

/** What the API answers; everything else is pages. */
const API_PATH = /^\/(v1|docs|problems|openapi\.json)(\/|$)/
/** How long an outcome waits for its rows before it is told all the same. */
const INDEX_WAIT_MS = 1_000

/**
 * Starts the service, or throws and leaves nothing running.
 *
 * @throws WrongLedgerError, DeploymentError, EmbeddedPostgresError, MigrationError, SignerKeyError, LedgerUnreachableError.
 */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { dataDirectory, ledger, log = createLog() } = options
  const closers: (() => Promise<unknown>)[] = []
  let handle: Handler = () =>
    new Response('The service is starting.\n', { status: 503, headers: { 'Retry-After': '1' } })
  const server = await startServer({
    fetch: (request, environment) => handle(request, environment),
    port: options.port,
    host: options.host ?? '127.0.0.1',
  })
  const close = async () => {
    await server.close()
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    await mkdir(dataDirectory, { recursive: true })
    const rpc = createRpc({ urls: [ledger.url], timeoutMs: 30_000 })
    const [database, signer, secret, deployment, keys, web] = await settleAll([
      openStore(options, log).then((database) => {
        closers.push(database.close)
        return database
      }),
      options.signer ?? openFileSigner(join(dataDirectory, 'keys/relayer.json')),
      openFileSecret(join(dataDirectory, 'keys/session.secret')),
      openDeployment({
        url: ledger.url,
        path: join(dataDirectory, 'deployment.json'),
        given: ledger.deployment,
        mayDeploy: ledger.profile === undefined,
        genesisHash: ledger.genesisHash,
      }),
      createDataKeys(options.keyDirectory ?? keyDirectoryIn(dataDirectory)),
      createWeb({ directory: options.webDirectory }),
    ])
    await requireSameLedger(database, deployment)
    const { chainId, escrow } = deployment
    const indexer = createIndexer({ database, rpc, deployment, log: log.child({ part: 'indexer' }) })
    const relayer = createRelayer({
      database,
      rpc,
      signer,
      chainId,
      profile: ledger.profile ?? EMBEDDED_PROFILE,
      log: log.child({ part: 'relayer' }),
      untilIndexed: (block) => indexer.waitForBlock(block, { timeoutMs: INDEX_WAIT_MS }),
    })
    const keeper = createKeeper({ database, rpc, escrow, log: log.child({ part: 'keeper' }) })
    const vault = createVault({ db: database.db, keys, chainId, escrow, signer })
    const leadership = createLeadership({
      database,
      duty: joinParts([indexer, relayer, keeper]),
      onError: (error) => log.warn({ err: error }, 'lead lost'),
    })
    closers.push(leadership.close)
    const health = createHealth({ database, indexer, relayer, keeper, leadership, rpc, host: ledger.health })
    const origins = options.publicUrl === undefined ? server.urls : [new URL(options.publicUrl).origin]
    const { advanceClock } = ledger
    const api = createApi({
      database,
      rpc,
      network: {
        name: ledger.name ?? 'embedded',
        chainId,
        genesis: deployment.genesisHash,
        escrow,
        around: deployment.around,
        testToken: deployment.testUsdc,
        tokens: ledger.tokens ?? (deployment.testUsdc ? [deployment.testUsdc] : []),
      },
      relayer: { address: signer.address, wake: relayer.wake },
      sessions: createAuth({ db: database.db, publicUrls: () => origins, chainId, secret, log }),
      vault,
      log,
      health: health.checks,
      origins,
      proxies: options.proxies,
      creationLimits: options.creationLimits,
      ...(advanceClock && {
        demo: {
          async advanceClock(seconds) {
            const { timestamp } = await advanceClock(seconds)
            keeper.wake()
            return timestamp
          },
        },
      }),
    })
    handle = (request, environment) =>
      (API_PATH.test(new URL(request.url).pathname) ? api : web).fetch(request, environment)
    await finishErasures(vault, log)
    log.info({ url: server.url, chainId, escrow, relayer: signer.address }, 'service is ready')
    return {
      url: options.publicUrl ?? server.url,
      deployment,
      health: health.read,
      async rebuild() {
        await indexer.catchUp()
        const before = await indexer.digest()
        await indexer.rebuild()
        return { before, after: await indexer.digest(), ...(await countRows(database.db)) }
      },
      erase: (order) => eraseForOperator({ db: database.db, indexer, vault }, order),
      restoreKeys: (path) => restoreDataKeys({ db: database.db, keys, path }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What a crash interrupted is finished first; where the key store is away, at the next start. */
async function finishErasures(vault: ReturnType<typeof createVault>, log: Logger): Promise<void> {
  try {
    const finished = await vault.resume()
    if (finished > 0) log.info({ finished }, 'erasures were finished')
  } catch (error) {
    log.error({ err: error }, 'erasures that were begun could not be finished')
  }
}

function openStore({ databaseUrl, dataDirectory }: ServiceOptions, log: Logger): Promise<Database> {
  const onError = (error: unknown) => log.warn({ err: error }, 'database')
  return openDatabase(
    databaseUrl === undefined
      ? { embedded: { directory: join(dataDirectory, 'database') }, onError }
      : { url: databaseUrl, onError },
  )
}

/** What the database knows is of one ledger: with another, rows would be wrong and actions would be sent astray. */
async function requireSameLedger({ db }: Database, deployment: Deployment): Promise<void> {
  const kept = await keepLedger(db, deployment)
  const fields = ['chainId', 'genesisHash', 'escrow'] as const
  if (fields.every((field) => kept[field] === deployment[field])) return
  throw new WrongLedgerError({
    reason: `the database belongs to chain ${kept.chainId}, genesis ${kept.genesisHash}, Escrow ${kept.escrow}; the ledger is chain ${deployment.chainId}, genesis ${deployment.genesisHash}, Escrow ${deployment.escrow}. Nothing was started; use the database that belongs to this ledger`,
  })
}

/** Waits for all, also when one fails: what was opened is then known, and can be closed. */
async function settleAll<const Tasks extends readonly unknown[]>(
  tasks: Tasks,
): Promise<{ -readonly [Key in keyof Tasks]: Awaited<Tasks[Key]> }> {
  await Promise.allSettled(tasks)
  return (await Promise.all(tasks)) as { -readonly [Key in keyof Tasks]: Awaited<Tasks[Key]> }
}

/** What the leader does, as one duty. */
function joinParts(parts: readonly Duty[]): Duty {
  return {
    start() {
      for (const part of parts) part.start()
    },
    stop: async () => void (await Promise.all(parts.map((part) => part.stop()))),
  }
}

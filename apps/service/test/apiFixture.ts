import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient, getToken, requestFaucet, type Token } from '@cinnabar/sdk'
import { hashText } from '@cinnabar/protocol'
import { sql } from 'drizzle-orm'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { createApi } from '../src/api/index.ts'
import { createAuth } from '../src/auth/index.ts'
import { type Deployment, openDeployment } from '../src/deployment.ts'
import { createIndexer } from '../src/indexer/index.ts'
import { createLog } from '../src/log.ts'
import { createKeySigner, createRelayer, EMBEDDED_PROFILE } from '../src/relayer/index.ts'
import { createRpc, type Rpc } from '@cinnabar/ledger'
import { createEmbeddedLedger } from '@cinnabar/network-embedded'
import type { CreationLimits } from '../src/store/accountCreations.ts'
import { type Database, openDatabase } from '../src/store/database.ts'
import { createDataKeys, createVault } from '../src/vault/index.ts'

export const URL_OF_TESTS = 'http://127.0.0.1:7200'

/** The real API on a real database and ledger, with the indexer and the relayer at work. */
export type ApiFixture = {
  readonly app: ReturnType<typeof createApi>
  readonly database: Database
  readonly rpc: Rpc
  readonly deployment: Deployment
  readonly vault: ReturnType<typeof createVault>
  /** Where the vault's data keys are. */
  readonly keyDirectory: string
  readonly token: Token
  readonly people: Readonly<Record<PersonName, PrivateKeyAccount>>
  /** The SDK of a person, over the app itself. */
  client(person?: PersonName): Client
  /** A request as anybody may send it. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** Rows of everything that a request could have left behind. */
  countRows(): Promise<Record<string, number>>
  advanceClock(seconds: number): Promise<number>
  close(): Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: any }

const NAMES = ['buyer', 'seller', 'attestor', 'arbiter', 'platform', 'payer', 'operator', 'stranger'] as const
export type PersonName = (typeof NAMES)[number]

const TABLES = [
  'actions',
  'quotes',
  'order_references',
  'offers',
  'idempotency_keys',
  'transactions',
  'sealed_items',
  'disclosures',
  'erasures',
  'ways',
  'way_ids',
  'account_creations',
]

/** All items of a list. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

/** What the API is tested on: a fresh chain whose gas is free. */
export type TestLedger = {
  readonly url: string
  advanceClock(seconds: number): Promise<number>
  close(): Promise<unknown>
}

type FixtureOptions = {
  /** The embedded ledger when left out. */
  readonly startLedger?: () => Promise<TestLedger>
  readonly creationLimits?: CreationLimits
  readonly proxies?: number
}

export async function createApiFixture(options: FixtureOptions = {}): Promise<ApiFixture> {
  const closers: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    return await openFixture(closers, close, options)
  } catch (error) {
    await close()
    throw error
  }
}

async function startEmbeddedLedger(): Promise<TestLedger> {
  const ledger = await createEmbeddedLedger({ ephemeral: true, demo: true, port: 0 })
  const advanceClock = async (seconds: number) => (await ledger.advanceClock(seconds)).timestamp
  return { url: ledger.url, advanceClock, close: ledger.close }
}

async function openFixture(
  closers: (() => Promise<unknown>)[],
  close: () => Promise<void>,
  { startLedger = startEmbeddedLedger, creationLimits, proxies }: FixtureOptions,
): Promise<ApiFixture> {
  const directory = await mkdtemp(join(tmpdir(), 'cinnabar-api-'))
  closers.push(() => rm(directory, { recursive: true, force: true }))
  const log = createLog({ level: process.env.LOG_LEVEL ?? 'silent' })
  const database = await openDatabase({ embedded: { directory } })
  closers.push(database.close)
  const ledger = await startLedger()
  closers.push(ledger.close)
  const rpc = createRpc({ urls: [ledger.url], timeoutMs: 30_000 })
  const deployment = await openDeployment({ url: ledger.url, mayDeploy: true })
  const { chainId, escrow, testUsdc } = deployment
  const indexer = createIndexer({ database, rpc, deployment, log, pollMs: 50 })
  const signer = createKeySigner(hashText('relayer of tests'))
  const relayer = createRelayer({
    database,
    rpc,
    signer,
    chainId,
    profile: EMBEDDED_PROFILE,
    log,
    untilIndexed: (block) => indexer.waitForBlock(block, { timeoutMs: 2_000 }),
  })
  const sessions = createAuth({
    db: database.db,
    publicUrls: () => [URL_OF_TESTS],
    chainId,
    secret: 'a secret of tests that is long enough to be one',
    log,
  })
  const keyDirectory = join(directory, 'vault-keys')
  const keys = await createDataKeys(keyDirectory)
  const vault = createVault({ db: database.db, keys, chainId, escrow, signer })
  const { advanceClock } = ledger
  const app = createApi({
    database,
    rpc,
    network: {
      name: 'test',
      chainId,
      genesis: deployment.genesisHash,
      escrow,
      around: deployment.around,
      tokens: [testUsdc!],
      testToken: testUsdc!,
    },
    relayer: { address: signer.address, wake: relayer.wake },
    sessions,
    vault,
    log,
    demo: { advanceClock },
    origins: [URL_OF_TESTS],
    creationLimits,
    proxies,
  })
  closers.push(indexer.stop, relayer.stop)
  indexer.start()
  relayer.start()
  const people = Object.fromEntries(
    NAMES.map((name) => [name, privateKeyToAccount(hashText(`person ${name}`))]),
  ) as Record<PersonName, PrivateKeyAccount>
  const fetch = ((input: string, init?: RequestInit) => app.request(input, init)) as typeof globalThis.fetch
  const client = (person?: PersonName) =>
    createClient({ url: URL_OF_TESTS, fetch, retries: 0, ...(person && { signer: people[person] }) })
  const read = async (response: Response): Promise<Answer> => ({
    status: response.status,
    headers: response.headers,
    body: await response.json().catch(() => undefined),
  })
  const token = await getToken(client(), { symbol: 'USDC' })
  for (const name of ['buyer', 'payer', 'seller'] as const) {
    await requestFaucet(client(), { token, recipient: people[name].address, amount: 10_000_000_000n })
  }
  return {
    app,
    database,
    rpc,
    deployment,
    vault,
    keyDirectory,
    token,
    people,
    client,
    advanceClock,
    post: async (path, body, headers = {}) =>
      read(
        await app.request(`${URL_OF_TESTS}/v1${path}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    get: async (path, headers = {}) => read(await app.request(`${URL_OF_TESTS}${path}`, { headers })),
    async countRows() {
      const counts = TABLES.map(
        (table) => `select '${table}' as name, count(*)::int as count from own.${table}`,
      )
      const { rows } = await database.db.execute<{ name: string; count: number }>(
        sql.raw(counts.join(' union all ')),
      )
      return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
    },
    close,
  }
}

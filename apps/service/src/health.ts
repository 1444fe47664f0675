import type { Rpc } from '@cinnabar/ledger'
import type { Indexer, IndexerHealth } from './indexer/index.ts'
import type { Keeper, KeeperHealth } from './keeper/index.ts'
import type { Relayer, RelayerHealth } from './relayer/index.ts'
import type { Database } from './store/database.ts'
import type { Leadership } from './store/leader.ts'

/** Blocks that the rows may be behind without being called late. */
const MOST_LAG = 20

const PART_NAMES = ['database', 'ledger', 'indexer', 'relayer', 'keeper'] as const
type PartName = (typeof PART_NAMES)[number]

export type PartHealth = { readonly ok: boolean; readonly detail?: string }

/** How the service is, part by part. */
export type ServiceHealth = {
  readonly status: 'ok' | 'degraded'
  readonly checks: Readonly<Record<PartName, PartHealth>>
  /** Whether this process indexes, relays and keeps; of several, one does. */
  readonly leader: boolean
  readonly indexer: IndexerHealth
  readonly keeper: KeeperHealth
  /** Absent while the database does not answer. */
  readonly relayer?: RelayerHealth
}

/** What the ledger's own host says of it. */
export type LedgerHealthSource = () => { readonly status: string; readonly reason?: string | undefined }

export type Health = {
  read(): Promise<ServiceHealth>
  /** One function for each part. */
  readonly checks: Readonly<Record<PartName, () => Promise<PartHealth>>>
}

export function createHealth(parts: {
  database: Database
  indexer: Indexer
  relayer: Relayer
  keeper: Keeper
  leadership: Leadership
  rpc: Rpc
  host?: LedgerHealthSource | undefined
}): Health {
  let reading: Promise<ServiceHealth> | undefined
  // Parts that are asked at the same time are looked at once.
  const read = () => {
    reading ??= readHealth(parts).finally(() => {
      reading = undefined
    })
    return reading
  }
  const entries = PART_NAMES.map((name) => [name, async () => (await read()).checks[name]] as const)
  return { read, checks: Object.fromEntries(entries) as Health['checks'] }
}

async function readHealth(parts: Parameters<typeof createHealth>[0]): Promise<ServiceHealth> {
  const { database, indexer, relayer, keeper, leadership, rpc } = parts
  const [isReachable, isLedgerReachable] = await Promise.all([
    database.isReachable(),
    rpc.request('eth_blockNumber').then(
      () => true,
      () => false,
    ),
  ])
  const leader = leadership.isLeader()
  const health = { indexer: indexer.health(), keeper: keeper.health() }
  const relaying = isReachable ? await relayer.health().catch(() => undefined) : undefined
  const checks = {
    database: isReachable ? { ok: true } : AWAY,
    ledger: checkLedger(isLedgerReachable, parts.host?.()),
    indexer: checkIndexer(health.indexer, leader),
    relayer: relaying
      ? checkPart(
          relaying.status !== 'failing',
          relaying.reason ?? `${relaying.signed + relaying.sent} under way`,
        )
      : AWAY,
    keeper: checkPart(health.keeper.status !== 'failing', health.keeper.reason ?? `${health.keeper.due} due`),
  }
  const status = Object.values(checks).every(({ ok }) => ok) ? 'ok' : 'degraded'
  return { status, checks, leader, ...health, ...(relaying && { relayer: relaying }) }
}

const AWAY: PartHealth = { ok: false, detail: 'the database does not answer' }

function checkLedger(isReachable: boolean, host: ReturnType<LedgerHealthSource> | undefined): PartHealth {
  if (!isReachable) return { ok: false, detail: 'the ledger does not answer' }
  return checkPart(!host || host.status === 'ready', host?.reason)
}

function checkIndexer({ status, lag, reason }: IndexerHealth, leader: boolean): PartHealth {
  const isWell = !leader || status === 'following' || (status === 'catching-up' && lag <= MOST_LAG)
  return checkPart(isWell, reason ?? `${lag} blocks behind`)
}

function checkPart(ok: boolean, detail: string | undefined): PartHealth {
  return { ok, ...(detail !== undefined && { detail }) }
}

import type { Rpc } from '@cinnabar/ledger'
import type { Db } from '../store/database.ts'
import { type BlockRow, type CursorRow, listBlocksAbove } from '../store/ledgerRows.ts'
import { readHead, readHeaders } from './readLedger.ts'
import { KEPT_BLOCKS } from './writeRange.ts'

/** Thrown when the ledger took back more than is followed: a person has to look. */
export class ReorganisationTooDeepError extends Error {
  readonly code = 'REORGANISATION_TOO_DEEP'
  readonly retryable = false
  readonly blockNumber: number
  constructor({ blockNumber }: { blockNumber: number }) {
    super(
      `the ledger took back more than ${KEPT_BLOCKS} blocks below ${blockNumber}: find out why, then rebuild`,
    )
    this.name = 'ReorganisationTooDeepError'
    this.blockNumber = blockNumber
  }
}

export type Comparison =
  | { readonly status: 'same' }
  /** The ledger shows less than it did, and nothing else: a node that lags. */
  | { readonly status: 'behind' }
  | { readonly status: 'reorganised'; readonly ancestor: BlockRow }

/**
 * Compares the stored chain with the ledger's.
 *
 * @throws ReorganisationTooDeepError
 */
export async function findAncestor(
  rpc: Rpc,
  db: Db,
  cursor: CursorRow,
  startBlock: number,
): Promise<Comparison> {
  const [tip] = (await readHeaders(rpc, [cursor.blockNumber])).values()
  if (tip?.hash === cursor.blockHash) return { status: 'same' }
  const stored = (await listBlocksAbove(db, cursor.blockNumber - KEPT_BLOCKS - 1)).reverse()
  const head = await readHead(rpc)
  if (!tip && head.number < cursor.blockNumber) {
    const known = stored.find(({ number }) => number === head.number)
    if (!known || known.hash === head.hash) return { status: 'behind' }
  }
  const headers = await readHeaders(
    rpc,
    stored.map(({ number }) => number),
  )
  const ancestor = stored.find(({ number, hash }) => headers.get(number)?.hash === hash)
  if (ancestor) return { status: 'reorganised', ancestor }
  const origin = stored.at(-1)
  if (origin && origin.number <= startBlock && startBlock > 0) {
    const before = (await readHeaders(rpc, [startBlock - 1])).get(startBlock - 1)
    if (before) return { status: 'reorganised', ancestor: before }
  }
  throw new ReorganisationTooDeepError({ blockNumber: cursor.blockNumber })
}

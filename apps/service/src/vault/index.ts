import {
  type Address,
  type Disclosure,
  decodeHex,
  encodeHex,
  type Hex,
  isReasonMet,
  keccak256,
  type OrderStatus,
  type SealedItem,
  type UnixSeconds,
} from '@cinnabar/protocol'
import type { Db } from '../store/database.ts'
import { findErasure } from '../store/erasures.ts'
import {
  endDisclosures,
  insertItems,
  type KnownItem,
  listDisclosedItems,
  listDisclosures,
  listKnownItems,
  lockDetails,
  measureItems,
  touchDisclosures,
  upsertDisclosures,
} from '../store/vault.ts'
import { closeBox, openBox } from './box.ts'
import { DataKeyMissingError } from './dataKeys.ts'
import { createEraser, type EraserOptions } from './erase.ts'

export { createDataKeys, DataKeysUnavailableError, keyDirectoryIn } from './dataKeys.ts'
export { backUpDataKeys, KeyBackupError, type KeyRestoration, restoreDataKeys } from './keyBackup.ts'

/** The most that is kept for one order. Before it is funded it costs nothing to have, and gets little room. */
const ROOM = {
  funded: { items: 500, bytes: 100 * 1024 * 1024 },
  unfunded: { items: 64, bytes: 1024 * 1024 },
} as const

export type StoreRequest = {
  readonly tenantId: string
  readonly order: Hex
  readonly holder: Address
  readonly isFunded: boolean
  readonly items: readonly SealedItem[]
  readonly disclosures: readonly Disclosure[]
}

export type StoreOutcome =
  | { readonly status: 'stored'; readonly items: number; readonly disclosures: number }
  | { readonly status: 'refused'; readonly reason: StoreRefusal; readonly at?: string }

/** Why nothing was stored. */
export type StoreRefusal = 'ERASED' | 'ITEM_EXISTS' | 'ITEM_UNKNOWN' | 'TOO_MUCH'

/** What a reader gets. */
export type OpenedDetails = {
  readonly items: readonly (SealedItem & {
    readonly holder: Address
    readonly storedAt: Date
    readonly disclosure: Disclosure
  })[]
  /** What was disclosed, and is kept back while its reason is not met. */
  readonly withheld: readonly (Pick<Disclosure, 'field' | 'version' | 'reason'> & {
    readonly holder: Address
  })[]
  /** Whom this reader, as a holder, disclosed what to. */
  readonly readers: readonly (Pick<Disclosure, 'field' | 'version' | 'reader' | 'reason'> & {
    readonly since: Date
    readonly until: Date | null
    readonly endedAt: Date | null
    readonly lastOpenedAt: Date | null
    /** Whether the vault would hand it out now. */
    readonly mayRead: boolean
  })[]
}

export type VaultOptions = EraserOptions

/**
 * Keeps sealed details, messages and evidence of orders: ciphertext that was sealed to readers' keys, once more under a
 * data key of the order. Says who may read, hands out what a reader may read now, and erases.
 *
 * It trusts its callers to have checked who asks.
 *
 * @see docs/specs/details.md
 */
export function createVault(options: VaultOptions) {
  const { db, keys } = options
  const eraser = createEraser(options)
  /** Of an order with rows already the key must be there: another one would open none of them. */
  const getKey = async (tx: Db, order: Hex): Promise<Buffer> => {
    const { count } = await measureItems(tx, order)
    if (count === 0) return keys.getOrCreate(order)
    const key = await keys.find(order)
    if (key) return key
    throw new DataKeyMissingError({ order })
  }
  /** Undefined where the order was erased meanwhile. */
  const findKey = async (order: Hex): Promise<Buffer | undefined> => {
    const key = await keys.find(order)
    if (key || (await findErasure(db, order))) return key
    throw new DataKeyMissingError({ order })
  }
  return {
    /** Keeps items and disclosures, all or none. The same again changes nothing. Throws DataKeysUnavailableError. */
    async store(request: StoreRequest): Promise<StoreOutcome> {
      const { order } = request
      if (await findErasure(db, order)) return { status: 'refused', reason: 'ERASED' }
      return db.transaction(async (tx) => {
        await lockDetails(tx, order)
        const refusal = await findRefusal(tx, request)
        if (refusal) return { status: 'refused', ...refusal }
        // Under the lock: an erasure that comes after finds the key, one that came before was seen.
        const key = await getKey(tx, order)
        await insertItems(tx, request.items.map(boxItem(request, key)))
        await upsertDisclosures(tx, request.disclosures.map(boxDisclosure(request, key)))
        return { status: 'stored', items: request.items.length, disclosures: request.disclosures.length }
      })
    },

    /**
     * What a reader may read now.
     *
     * @param status - The order as the ledger has it; `now` is the ledger's time.
     * @throws DataKeysUnavailableError, DataKeyMissingError, BoxError.
     */
    async open({
      order,
      reader,
      status,
      now,
    }: {
      order: Hex
      reader: Address
      status: Pick<OrderStatus, 'state' | 'shipped'>
      now: UnixSeconds
    }): Promise<OpenedDetails> {
      const isOpen = ({ reason, until }: { reason: Disclosure['reason']; until: Date | null }) =>
        isReasonMet(reason, status) && (until === null || until.getTime() >= now * 1000)
      const rows = await listDisclosedItems(db, order, reader)
      const open = rows.filter(({ disclosure }) => isOpen(disclosure))
      const items = open.length === 0 ? [] : await unboxAll(open, await findKey(order))
      await touchDisclosures(
        db,
        open.map(({ disclosure }) => disclosure),
      )
      return {
        items,
        withheld: rows
          .filter(({ disclosure }) => !isOpen(disclosure))
          .map(({ disclosure: { field, version, reason, holder } }) => ({ field, version, reason, holder })),
        readers: (await listDisclosures(db, order, reader)).map((row) => ({
          field: row.field,
          version: row.version,
          reader: row.reader,
          reason: row.reason,
          since: row.createdAt,
          until: row.until,
          endedAt: row.endedAt,
          lastOpenedAt: row.lastOpenedAt,
          mayRead: row.endedAt === null && isOpen(row),
        })),
      }
    },

    /** Ends, for the future, what a holder disclosed to a reader. @returns How many disclosures that were. */
    async end(request: { order: Hex; holder: Address; reader: Address }): Promise<number> {
      return endDisclosures(db, { ...request, orderId: request.order })
    },

    ...eraser,
  }
}

async function findRefusal(
  db: Db,
  { order, holder, isFunded, items, disclosures }: StoreRequest,
): Promise<{ reason: StoreRefusal; at?: string } | undefined> {
  if (await findErasure(db, order)) return { reason: 'ERASED' }
  const known = new Map((await listKnownItems(db, order, holder)).map((item) => [nameOf(item), item]))
  const fresh: SealedItem[] = []
  for (const [index, item] of items.entries()) {
    const there: KnownItem | undefined = known.get(nameOf(item))
    if (!there) fresh.push(item)
    else if (there.ciphertextHash !== keccak256(item.ciphertext) || there.commitment !== item.commitment)
      return { reason: 'ITEM_EXISTS', at: `items.${index}` }
  }
  const names = new Set([...known.keys(), ...items.map(nameOf)])
  const unknown = disclosures.findIndex((disclosure) => !names.has(nameOf(disclosure)))
  if (unknown >= 0) return { reason: 'ITEM_UNKNOWN', at: `disclosures.${unknown}` }
  const { count, bytes } = await measureItems(db, order)
  const added = fresh.reduce((sum, { ciphertext }) => sum + sizeOf(ciphertext), 0)
  const room = isFunded ? ROOM.funded : ROOM.unfunded
  if (count + fresh.length > room.items || bytes + added > room.bytes)
    return { reason: 'TOO_MUCH', at: 'items' }
  return undefined
}

function nameOf({ field, version }: { field: string; version: number }): string {
  return `${field} ${version}`
}

function sizeOf(hex: Hex): number {
  return hex.length / 2 - 1
}

function boxItem({ tenantId, order, holder }: StoreRequest, key: Buffer) {
  return ({ field, version, commitment, ciphertext }: SealedItem) => ({
    orderId: order,
    holder,
    field,
    version,
    tenantId,
    commitment,
    ciphertextHash: keccak256(ciphertext),
    bytes: sizeOf(ciphertext),
    boxed: closeBox(key, decodeHex(ciphertext), itemPlace({ orderId: order, holder, field, version })),
  })
}

function boxDisclosure({ tenantId, order, holder }: StoreRequest, key: Buffer) {
  return ({ field, version, reader, key: readerKey, reason, until, sealedKey }: Disclosure) => ({
    orderId: order,
    holder,
    field,
    version,
    reader,
    tenantId,
    readerKey,
    reason,
    until: until === 0 ? null : new Date(until * 1000),
    sealedKeyHash: keccak256(sealedKey),
    boxedKey: closeBox(
      key,
      decodeHex(sealedKey),
      keyPlace({ orderId: order, holder, field, version, reader }),
    ),
  })
}

async function unboxAll(
  rows: Awaited<ReturnType<typeof listDisclosedItems>>,
  key: Buffer | undefined,
): Promise<OpenedDetails['items']> {
  // Erased while it was read.
  if (!key) return []
  return rows.map(({ item, disclosure }) => {
    const { field, version, commitment, holder, createdAt } = item
    const { reader, readerKey, reason, until } = disclosure
    return {
      holder,
      field,
      version,
      commitment,
      storedAt: createdAt,
      ciphertext: encodeHex(openBox(key, item.boxed, itemPlace(item))),
      disclosure: {
        field,
        version,
        reader,
        key: readerKey,
        reason,
        until: until === null ? 0 : until.getTime() / 1000,
        sealedKey: encodeHex(openBox(key, disclosure.boxedKey, keyPlace(disclosure))),
      },
    }
  })
}

type ItemPlace = {
  readonly orderId: Hex
  readonly holder: Address
  readonly field: string
  readonly version: number
}

function itemPlace({ orderId, holder, field, version }: ItemPlace): string {
  return `item ${orderId} ${holder} ${field} ${version}`
}

function keyPlace({ reader, ...item }: ItemPlace & { readonly reader: Address }): string {
  return `key of ${itemPlace(item)} for ${reader}`
}

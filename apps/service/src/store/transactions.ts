import type { Address, Hex } from '@cinnabar/protocol'
import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { actions, transactions, type TransactionStatus } from './schema/own.ts'

export type TransactionRow = typeof transactions.$inferSelect
export type NewTransaction = typeof transactions.$inferInsert

/** The highest nonce that was ever given out. */
export async function findLastNonce(db: Db, relayer: Address): Promise<number | undefined> {
  const [row] = await db
    .select({ nonce: sql<string | null>`max(${transactions.nonce})` })
    .from(transactions)
    .where(eq(transactions.relayer, relayer))
  return row?.nonce == null ? undefined : Number(row.nonce)
}

export async function insertTransactions(db: Db, rows: readonly NewTransaction[]): Promise<void> {
  if (rows.length > 0) await db.insert(transactions).values([...rows])
}

/** Transactions whose fate is not known yet, by nonce. */
export async function listOpenTransactions(
  db: Db,
  { relayer, limit }: { relayer: Address; limit: number },
): Promise<TransactionRow[]> {
  return db
    .select()
    .from(transactions)
    .where(and(eq(transactions.relayer, relayer), inArray(transactions.status, ['stored', 'sent'])))
    .orderBy(asc(transactions.nonce), asc(transactions.attempt))
    .limit(limit)
}

/** All that was ever made for some nonces. */
export async function listAttempts(
  db: Db,
  { relayer, nonces }: { relayer: Address; nonces: readonly number[] },
): Promise<TransactionRow[]> {
  if (nonces.length === 0) return []
  return db
    .select()
    .from(transactions)
    .where(and(eq(transactions.relayer, relayer), inArray(transactions.nonce, [...nonces])))
}

/** Transactions of actions that were recorded at or below a block and are not final. */
export async function listRecordedTransactions(
  db: Db,
  { throughBlock, limit }: { throughBlock: number; limit: number },
): Promise<TransactionRow[]> {
  const rows = await db
    .select({ transaction: transactions })
    .from(actions)
    .innerJoin(transactions, eq(transactions.hash, actions.transactionHash))
    .where(and(eq(actions.status, 'recorded'), lte(actions.blockNumber, throughBlock)))
    .orderBy(asc(transactions.nonce))
    .limit(limit)
  return rows.map(({ transaction }) => transaction)
}

export async function markTransactionsSent(db: Db, hashes: readonly Hex[]): Promise<void> {
  if (hashes.length === 0) return
  await db
    .update(transactions)
    .set({ status: 'sent', sentAt: sql`now()` })
    .where(and(inArray(transactions.hash, [...hashes]), inArray(transactions.status, ['stored', 'sent'])))
}

/** What became of transactions. */
export async function recordTransactions(
  db: Db,
  outcomes: readonly { hash: Hex; status: TransactionStatus; blockNumber?: number }[],
): Promise<void> {
  if (outcomes.length === 0) return
  const list = JSON.stringify(
    outcomes.map(({ hash, status, blockNumber }) => ({ hash, status, block: blockNumber ?? null })),
  )
  await db.execute(sql`
    update own.transactions set status = t.status, block_number = t.block
    from jsonb_to_recordset(${list}::jsonb) as t(hash text, status text, block bigint)
    where transactions.hash = t.hash`)
}

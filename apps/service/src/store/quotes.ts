import type { Address, Hex, OrderJson } from '@cinnabar/protocol'
import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { CursorError, cutPage, type Page } from './page.ts'
import { orderReferences, quotes } from './schema/own.ts'

export type QuoteRow = typeof quotes.$inferSelect

/** Terms that a seller signed. */
export type NewQuote = {
  readonly id: string
  readonly tenantId: string
  readonly orderId: Hex
  readonly terms: OrderJson
  readonly quoter: Address
  readonly sellerSignature: Hex
  /** Set when the seller signed many quotes at once. */
  readonly quotes?: QuoteRow['quotes'] | undefined
  readonly reference?: string | undefined
  readonly metadata?: Record<string, string> | undefined
}

/** The reference is another quote's or order's of the tenant. */
export type ReferenceTaken = { readonly status: 'referenceTaken' }

/**
 * Keeps a quote and names its order for the tenant, both or neither. The same terms again answer the quote that is
 * there.
 */
export async function insertQuote(
  db: Db,
  quote: NewQuote,
): Promise<{ status: 'created' | 'exists'; quote: QuoteRow } | ReferenceTaken> {
  return db.transaction(async (tx) => {
    const existing = await findQuote(tx, { tenantId: quote.tenantId, orderId: quote.orderId })
    if (existing) return { status: 'exists', quote: existing }
    const { id, tenantId, orderId, terms, quoter, sellerSignature, quotes: signedWith } = quote
    const named = { reference: quote.reference ?? null, metadata: quote.metadata ?? {} }
    const [row] = await tx
      .insert(quotes)
      .values({ id, tenantId, orderId, terms, quoter, sellerSignature, quotes: signedWith ?? null, ...named })
      .onConflictDoNothing()
      .returning()
    if (!row) {
      const raced = await findQuote(tx, { tenantId, orderId })
      return raced ? { status: 'exists', quote: raced } : { status: 'referenceTaken' }
    }
    await tx
      .insert(orderReferences)
      .values({ tenantId, orderId, ...named })
      .onConflictDoNothing()
    return { status: 'created', quote: row }
  })
}

/** A tenant's quote by its own id or by the id of its order. */
export async function findQuote(
  db: Db,
  { tenantId, id, orderId }: { tenantId?: string; id?: string; orderId?: Hex },
): Promise<QuoteRow | undefined> {
  const [row] = await db
    .select()
    .from(quotes)
    .where(
      and(
        tenantId === undefined ? undefined : eq(quotes.tenantId, tenantId),
        id === undefined ? undefined : eq(quotes.id, id),
        orderId === undefined ? undefined : eq(quotes.orderId, orderId),
      ),
    )
    .limit(1)
  return row
}

/** A tenant's quotes, newest first. Throws CursorError. */
export async function listQuotes(
  db: Db,
  filter: {
    tenantId: string
    reference?: string | undefined
    account?: Address | undefined
    orderId?: Hex | undefined
    after?: string | undefined
    limit: number
  },
): Promise<Page<QuoteRow>> {
  if (filter.after !== undefined && !/^\d{1,15}$/.test(filter.after)) {
    throw new CursorError({ cursor: filter.after })
  }
  const party = (name: string) => sql`${quotes.terms} ->> ${name} = ${filter.account}`
  const rows = await db
    .select()
    .from(quotes)
    .where(
      and(
        eq(quotes.tenantId, filter.tenantId),
        filter.reference === undefined ? undefined : eq(quotes.reference, filter.reference),
        filter.account && or(party('buyer'), party('payer'), party('seller')),
        filter.orderId && eq(quotes.orderId, filter.orderId),
        filter.after === undefined ? undefined : lt(quotes.sequence, Number(filter.after)),
      ),
    )
    .orderBy(desc(quotes.sequence))
    .limit(filter.limit + 1)
  return cutPage(rows, filter.limit, ({ sequence }) => String(sequence))
}

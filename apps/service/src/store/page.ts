/** A page of a list; `next` is passed as `after` for the page that follows, and absent on the last. */
export type Page<Item> = { readonly items: Item[]; readonly next?: string }

/** A place on the ledger: what lists of derived rows are ordered by. */
export type Position = { readonly blockNumber: number; readonly logIndex: number }

/** Thrown for an `after` that no page gave out. */
export class CursorError extends Error {
  readonly code = 'CURSOR_INVALID'
  readonly retryable = false
  readonly cursor: string
  constructor({ cursor }: { cursor: string }) {
    super(`no page ends at ${JSON.stringify(cursor)}: pass the 'next' of a page as it came`)
    this.name = 'CursorError'
    this.cursor = cursor
  }
}

/** Cuts a list that was read one longer than asked for. */
export function cutPage<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => string): Page<Row> {
  const items = rows.slice(0, limit)
  return rows.length > limit ? { items, next: cursorOf(items.at(-1)!) } : { items }
}

export function formatPosition({ blockNumber, logIndex }: Position): string {
  return `${blockNumber}_${logIndex}`
}

/** @throws CursorError */
export function parsePosition(cursor: string): Position {
  const match = /^(\d{1,15})_(\d{1,9})$/.exec(cursor)
  if (!match) throw new CursorError({ cursor })
  return { blockNumber: Number(match[1]), logIndex: Number(match[2]) }
}

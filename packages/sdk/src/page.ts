import type { Page } from '@cinnabar/api-schema'
import type { Client } from './client.ts'
import { type Query, request } from './request.ts'

/** Walks a list page by page, and asks for the next one only when it is needed. */
export async function* walkPages<Json, Item>(
  client: Client,
  options: {
    path: string
    query?: Query | undefined
    signal?: AbortSignal | undefined
    decode: (json: Json) => Item
  },
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined
  do {
    const page = await request<Page<Json>>(client, {
      path: options.path,
      query: { ...options.query, cursor },
      signal: options.signal,
    })
    for (const item of page.items) yield options.decode(item)
    cursor = page.nextCursor
  } while (cursor !== undefined)
}

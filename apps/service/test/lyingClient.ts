import type { Client } from '@cinnabar/sdk'

/** A client whose service does something else than it was asked: it hears `change` of every body. */
export function lieTo(client: Client, change: (body: Record<string, unknown>) => object): Client {
  const fetch = (async (input: string, init: RequestInit = {}) => {
    const body = init.body === undefined ? undefined : JSON.stringify(change(JSON.parse(String(init.body))))
    return client.fetch(input, { ...init, ...(body !== undefined && { body }) })
  }) as typeof globalThis.fetch
  return { ...client, fetch }
}

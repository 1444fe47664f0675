import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'

export type Server = { readonly url: string; close(): Promise<void> }

/** How long requests under way may take to end when the server is closed. */
const GRACE_MS = 2_000

/** Serves a handler of requests over HTTP. Port 0 takes a free one. */
export async function startServer({
  fetch,
  port,
  host,
}: {
  fetch: (request: Request, environment: object) => Response | Promise<Response>
  port: number
  host: string
}): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>()
  const server = serve({ fetch, port, hostname: host }, resolve)
  server.once('error', reject)
  const address = await promise
  const name = host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${name}:${address.port}`,
    close: () =>
      new Promise((done) => {
        const end = setTimeout(
          () => 'closeAllConnections' in server && server.closeAllConnections(),
          GRACE_MS,
        )
        server.close(() => {
          clearTimeout(end)
          done()
        })
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      }),
  }
}

import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'

export type Server = {
  readonly url: string
  /** Every address under which a page of this machine may have been opened; the first is `url`. */
  readonly urls: readonly string[]
  /** Lets requests under way end, for a moment. */
  close(): Promise<void>
}

/** Longer than clients and proxies keep an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_MS = 65_000
/** How long requests under way may take to end when the server is closed. */
const GRACE_MS = 1_000

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
  const server = serve(
    { fetch, port, hostname: host, serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS } },
    resolve,
  )
  server.once('error', reject)
  const address = await promise
  const urls = namesOf(host).map((name) => `http://${name}:${address.port}`)
  return {
    url: urls[0]!,
    urls,
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

/** Passkeys work on `localhost` and on no number. */
function namesOf(host: string): string[] {
  const name = host.includes(':') ? `[${host}]` : host
  if (/^(127\.0\.0\.1|::1|0\.0\.0\.0|::|localhost)$/.test(host)) return ['localhost', '127.0.0.1', '[::1]']
  return [name]
}

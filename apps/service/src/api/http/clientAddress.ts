import { isIP } from 'node:net'
import { createMiddleware } from 'hono/factory'
import type { ApiEnvironment } from './environment.ts'

/** Of requests that came by no socket: those of this process itself. */
const NO_SOCKET = 'none'

/**
 * Says which client a request comes from, for what is counted by client.
 *
 * @param options.proxies - How many proxies of the operator's own a request passes, each of which adds who called it to
 * `X-Forwarded-For`. With 0 that header is not looked at: anybody can send it.
 */
export function createClientReader({ proxies }: { proxies: number }) {
  return createMiddleware<ApiEnvironment>(async (c, next) => {
    const { incoming } = (c.env ?? {}) as { incoming?: { socket: { remoteAddress?: string } } }
    const peer = incoming?.socket.remoteAddress
    const forwarded = proxies > 0 ? c.req.header('x-forwarded-for')?.split(',').at(-proxies) : undefined
    c.set('client', toClient(forwarded) ?? toClient(peer) ?? NO_SOCKET)
    await next()
  })
}

/**
 * What is one client: an IPv4 address, or the /64 of an IPv6 one, within which a subscriber chooses freely.
 *
 * @returns Undefined for what is no address.
 */
export function toClient(text: string | undefined): string | undefined {
  const address = text?.trim().replace(/%.*$/, '') ?? ''
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped && isIP(mapped) === 4) return mapped
  const family = isIP(address)
  if (family === 6) return `${readGroups(address).slice(0, 4).join(':')}::/64`
  return family === 4 ? address : undefined
}

/** The eight groups of an IPv6 address, in its canonical letters. */
function readGroups(address: string): string[] {
  const [left = [], right] = new URL(`http://[${address}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':')))
  if (!right) return left
  return [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
}

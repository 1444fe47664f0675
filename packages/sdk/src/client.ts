import type { Address, Hex, Locale, TypedData } from '@cinnabar/protocol'
import type { NetworkJson, TokenJson } from '@cinnabar/api-schema'
import type { Signer } from './signer.ts'

/** The ledger that signatures are for. Whoever pins it need not trust the service's word for it. */
export type NetworkPin = {
  readonly chainId: number
  readonly escrow: Address
  readonly genesis?: Hex | undefined
}

/** What a person is about to sign. */
export type SigningRequest = { readonly typedData: TypedData; readonly sentence: string }

export type ClientOptions = {
  /** Where the service is, without `/v1`. In a page it may be left out: the page's own origin. */
  readonly url?: string | undefined
  /** Pins chain and contract; without it the service's word at first use is taken. */
  readonly network?: NetworkPin | undefined
  readonly signer?: Signer | undefined
  /** A session token of a machine; pages use the httpOnly cookie. */
  readonly token?: string | undefined
  /** Instead of the global `fetch`. */
  readonly fetch?: typeof fetch | undefined
  /** Language of sentences and problem titles. */
  readonly locale?: Locale | undefined
  /** Of one request; long polls add their own wait. */
  readonly timeoutMs?: number | undefined
  /** How often a request is repeated when that may help. */
  readonly retries?: number | undefined
  /** Called with what will be signed, before it is; throw to refuse. */
  readonly beforeSign?: ((request: SigningRequest) => void | Promise<void>) | undefined
}

/** What every action takes first. Made by {@link createClient}; holds no connection. */
export type Client = {
  readonly url: string
  readonly network: NetworkPin | undefined
  readonly signer: Signer | undefined
  readonly fetch: typeof fetch
  readonly locale: Locale
  readonly timeoutMs: number
  readonly retries: number
  readonly beforeSign: ((request: SigningRequest) => void | Promise<void>) | undefined
  /** What is remembered between calls. */
  readonly memory: {
    token: string | undefined
    network: Promise<NetworkJson> | undefined
    tokens: Promise<readonly TokenJson[]> | undefined
  }
}

/** Thrown when no address is given where none can be known. */
export class ClientUrlError extends Error {
  readonly code = 'CLIENT_URL'
  readonly retryable = false
  constructor({ url, cause }: { url: string | undefined; cause?: unknown }) {
    super(`expected the address of a service such as https://example.com, got ${String(url)}`, { cause })
    this.name = 'ClientUrlError'
  }
}

/**
 * A client of one service. It does nothing until an action is called with it.
 *
 * @example
 * const cinnabar = createClient({ url: 'http://127.0.0.1:7200', signer: privateKeyToAccount(key) })
 * await confirmOrder(cinnabar, { id })
 * @throws ClientUrlError
 */
export function createClient(options: ClientOptions): Client {
  return {
    url: resolveUrl(options.url),
    network: options.network,
    signer: options.signer,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    locale: options.locale ?? 'en',
    timeoutMs: options.timeoutMs ?? 20_000,
    retries: options.retries ?? 3,
    beforeSign: options.beforeSign,
    memory: { token: options.token, network: undefined, tokens: undefined },
  }
}

/** The same service, another signer: a party of a story, or a wallet that was just connected. */
export function withSigner(client: Client, signer: Signer | undefined): Client {
  return { ...client, signer, memory: { ...client.memory, token: undefined } }
}

function resolveUrl(url: string | undefined): string {
  const page = globalThis.location?.origin
  try {
    const { origin, pathname } = new URL(url ?? page ?? '', page)
    return `${origin}${pathname}`.replace(/\/+$/, '')
  } catch (cause) {
    throw new ClientUrlError({ url, cause })
  }
}

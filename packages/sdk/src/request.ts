import type { ProblemJson } from '@cinnabar/api-schema'
import type { Client } from './client.ts'
import { ApiError, ConnectionError } from './errors.ts'

export type Query = Readonly<Record<string, string | number | undefined>>

export type RequestOptions = {
  readonly method?: 'GET' | 'POST'
  /** Below `/v1`. */
  readonly path: string
  readonly query?: Query | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
  /** Statuses that are answers too, beside those of success. */
  readonly accepts?: readonly number[] | undefined
  /** Added to the client's timeout: what the server was asked to wait. */
  readonly waitMs?: number | undefined
}

/**
 * Asks the service, and asks again what may succeed later: connections that failed and problems that say so, as
 * often as the client allows. Every request of this package is safe to repeat.
 *
 * @throws ApiError, ConnectionError, or the signal's reason.
 */
export async function request<T>(client: Client, options: RequestOptions): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await requestOnce<T>(client, options)
    } catch (error) {
      options.signal?.throwIfAborted()
      const isRetryable = (error instanceof ApiError || error instanceof ConnectionError) && error.retryable
      if (!isRetryable || attempt >= client.retries) throw error
      await pause(200 * 2 ** attempt * (0.5 + Math.random()), options.signal)
    }
  }
}

async function requestOnce<T>(client: Client, options: RequestOptions): Promise<T> {
  const response = await send(client, options)
  const text = await response.text()
  const json = parseJson(text)
  if (isProblem(json)) throw new ApiError(json)
  const isAnswer = response.ok || options.accepts?.includes(response.status)
  if (isAnswer && json !== undefined) return json as T
  throw new ConnectionError({
    url: response.url,
    reason: `the answer of status ${response.status} is none of a Cinnabar service`,
  })
}

/** One request, answered with its raw response. Throws ConnectionError or the signal's reason. */
export async function send(client: Client, options: RequestOptions): Promise<Response> {
  const url = formatUrl(client, options)
  const timeout = AbortSignal.timeout(client.timeoutMs + (options.waitMs ?? 0))
  const { token } = client.memory
  try {
    return await client.fetch(url, {
      method: options.method ?? 'GET',
      credentials: 'include',
      headers: {
        Accept: 'application/json',
        'Accept-Language': client.locale,
        ...(options.body !== undefined && { 'Content-Type': 'application/json' }),
        ...(token && { Authorization: `Bearer ${token}` }),
        ...options.headers,
      },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    })
  } catch (cause) {
    options.signal?.throwIfAborted()
    const reason = timeout.aborted ? 'no answer in time' : 'the service cannot be reached'
    throw new ConnectionError({ url, reason, cause })
  }
}

/** The address of a path below `/v1`. */
export function formatUrl(
  client: Client,
  { path, query }: { path: string; query?: Query | undefined },
): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value))
  }
  return `${client.url}/v1${path}${search.size > 0 ? `?${search}` : ''}`
}

/** Waits, unless the signal ends it. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const abort = () => reject(signal!.reason)
  if (signal?.aborted) abort()
  const timer = setTimeout(resolve, ms)
  signal?.addEventListener('abort', abort, { once: true })
  return promise.finally(() => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isProblem(json: unknown): json is ProblemJson {
  return typeof json === 'object' && json !== null && 'code' in json && 'detail' in json && 'status' in json
}

import type { Hex } from '@cinnabar/protocol'

/** One JSON-RPC call. */
export interface RpcCall {
  method: string
  params: readonly unknown[]
}

/** What became of one call of a batch. */
export type RpcAnswer<Result> = { result: Result } | { error: RpcError }

/** A ledger by JSON-RPC. */
export interface Rpc {
  /** @throws RpcError if the ledger refuses; LedgerUnreachableError if nobody answers. */
  request<Result>(method: string, params?: readonly unknown[]): Promise<Result>
  /** Calls in one round trip, answered in their order. @throws LedgerUnreachableError */
  batch<Result>(calls: readonly RpcCall[]): Promise<RpcAnswer<Result>[]>
}

/** The ledger answered that it will not do something. */
export class RpcError extends Error {
  readonly code = 'RPC_REFUSED'
  readonly retryable: boolean
  readonly rpcCode: number
  /** What a reverted call returned. */
  readonly revertData: Hex | undefined
  /** The ledger's own code, where it gives one (`NONCE_TOO_LOW`). */
  readonly ledgerCode: string | undefined

  constructor({ method, error }: { method: string; error: RawError }) {
    super(`${method}: ${error.message}`)
    this.name = 'RpcError'
    this.rpcCode = error.code
    const detail = typeof error.data === 'object' && error.data !== null ? (error.data as Detail) : undefined
    const data = detail ? detail.data : error.data
    this.revertData = typeof data === 'string' && data.startsWith('0x') ? (data as Hex) : undefined
    this.ledgerCode = typeof detail?.code === 'string' ? detail.code : undefined
    // -32005 is "limit exceeded" (EIP-1474): the same call may be taken later.
    this.retryable = detail?.retryable === true || error.code === -32_005
  }
}

/** No endpoint answered. Whether something was done is not known. */
export class LedgerUnreachableError extends Error {
  readonly code = 'LEDGER_UNREACHABLE'
  readonly retryable = true
  constructor({ reason, cause }: { reason: string; cause?: unknown }) {
    super(`The ledger does not answer: ${reason}.`, { cause })
    this.name = 'LedgerUnreachableError'
  }
}

interface RawError {
  code: number
  message: string
  data?: unknown
}
interface Detail {
  code?: unknown
  retryable?: unknown
  data?: unknown
}
interface Envelope {
  id?: unknown
  result?: unknown
  error?: RawError
}

/**
 * Talks JSON-RPC over HTTP. With several endpoints the first that answers is taken, in the order given.
 *
 * @param options.timeoutMs - For each endpoint.
 */
export function createRpc(options: {
  urls: readonly string[]
  timeoutMs: number
  fetch?: typeof fetch | undefined
}): Rpc {
  const ask = options.fetch ?? fetch
  const post = async (body: unknown): Promise<unknown> => {
    let cause: unknown
    for (const url of options.urls) {
      try {
        const response = await ask(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(options.timeoutMs),
        })
        return parseResponse(response.status, await response.text())
      } catch (error) {
        cause = error
      }
    }
    throw new LedgerUnreachableError({ reason: describe(cause), cause })
  }

  return {
    async request<Result>(method: string, params: readonly unknown[] = []) {
      const answer = open<Result>(method, (await post({ jsonrpc: '2.0', id: 1, method, params })) as Envelope)
      if ('error' in answer) throw answer.error
      return answer.result
    },
    async batch<Result>(calls: readonly RpcCall[]) {
      if (calls.length === 0) return []
      const answer = await post(calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call })))
      if (!Array.isArray(answer)) {
        const reason = (answer as Envelope).error?.message ?? 'its answer to a batch is not a list'
        throw new LedgerUnreachableError({ reason })
      }
      const byId = new Map((answer as Envelope[]).map((envelope) => [envelope.id, envelope]))
      return calls.map(({ method }, id) => {
        const envelope = byId.get(id)
        if (!envelope) throw new LedgerUnreachableError({ reason: `no answer to ${method}` })
        return open<Result>(method, envelope)
      })
    },
  }
}

/** The result of one call of a batch, or its error thrown. */
export function takeResult<Result>(answer: RpcAnswer<Result>): Result {
  if ('error' in answer) throw answer.error
  return answer.result
}

function parseResponse(status: number, text: string): unknown {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    throw new Error(`HTTP ${status} without JSON`, { cause })
  }
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`HTTP ${status} without an answer`)
  return parsed
}

function open<Result>(method: string, envelope: Envelope): RpcAnswer<Result> {
  if (envelope.error) return { error: new RpcError({ method, error: envelope.error }) }
  if (envelope.result === undefined) {
    throw new LedgerUnreachableError({ reason: `${method} has neither result nor error` })
  }
  return { result: envelope.result as Result }
}

function describe(cause: unknown): string {
  const inner = (cause as { cause?: { code?: string; message?: string } } | undefined)?.cause
  return inner?.code ?? inner?.message ?? (cause as Error | undefined)?.message ?? 'no endpoint was given'
}

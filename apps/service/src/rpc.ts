import type { Hex } from '@cinnabar/protocol'

export type RpcCall = { readonly method: string; readonly params: readonly unknown[] }
/** What became of one call of a batch: the ledger's answer, or its refusal. */
export type RpcAnswer<Result = unknown> = { readonly result: Result } | { readonly error: RpcError }

/** A ledger by JSON-RPC. */
export type Rpc = {
  /** @throws RpcError if the ledger refuses; RpcUnreachableError if it does not answer. */
  request<Result>(method: string, params?: readonly unknown[]): Promise<Result>
  /** Calls in one round trip, answered in their order. Throws RpcUnreachableError. */
  batch<Result = unknown>(calls: readonly RpcCall[]): Promise<RpcAnswer<Result>[]>
}

/** Thrown when the ledger answers that it will not do something. `data` is what a reverted call returned. */
export class RpcError extends Error {
  readonly code = 'RPC_REFUSED'
  readonly retryable: boolean
  readonly rpcCode: number
  readonly data: Hex | undefined
  /** The ledger's own code, where it has one. */
  readonly ledgerCode: string | undefined
  constructor({
    method,
    rpcCode,
    message,
    data,
  }: {
    method: string
    rpcCode: number
    message: string
    data?: unknown
  }) {
    super(`${method}: ${message}`)
    this.name = 'RpcError'
    this.rpcCode = rpcCode
    const {
      code,
      retryable,
      data: inner,
    } = typeof data === 'object' && data !== null ? (data as Detail) : { data }
    this.data = typeof inner === 'string' && inner.startsWith('0x') ? (inner as Hex) : undefined
    this.ledgerCode = typeof code === 'string' ? code : undefined
    this.retryable = retryable === true
  }
}

type Detail = { readonly code?: unknown; readonly retryable?: unknown; readonly data?: unknown }

/** Thrown when the ledger does not answer: whether it did something is not known. */
export class RpcUnreachableError extends Error {
  readonly code = 'LEDGER_UNREACHABLE'
  readonly retryable = true
  constructor({ reason, cause }: { reason: string; cause?: unknown }) {
    super(`the ledger does not answer: ${reason}`, { cause })
    this.name = 'RpcUnreachableError'
  }
}

type Envelope = {
  readonly id: number
  readonly result?: unknown
  readonly error?: { code: number; message: string; data?: unknown }
}

/** Talks JSON-RPC to `url`. */
export function createRpc({ url, timeoutMs = 30_000 }: { url: string; timeoutMs?: number }): Rpc {
  const post = async (body: unknown): Promise<unknown> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      })
      const text = await response.text()
      if (!response.ok && !text.startsWith('{') && !text.startsWith('['))
        throw new Error(`HTTP ${response.status}`)
      return JSON.parse(text)
    } catch (cause) {
      throw new RpcUnreachableError({ reason: reasonOf(cause), cause })
    }
  }
  const batch = async <Result>(calls: readonly RpcCall[]): Promise<RpcAnswer<Result>[]> => {
    if (calls.length === 0) return []
    const body = calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call }))
    const answer = (await post(body)) as Envelope[] | Envelope
    if (!Array.isArray(answer)) {
      throw new RpcUnreachableError({
        reason: answer?.error?.message ?? 'the answer to a batch is not a list',
      })
    }
    const byId = new Map(answer.map((envelope) => [envelope.id, envelope]))
    return calls.map(({ method }, id) => {
      const envelope = byId.get(id)
      if (!envelope) throw new RpcUnreachableError({ reason: `no answer to ${method}` })
      return open<Result>(method, envelope)
    })
  }
  return {
    batch,
    async request<Result>(method: string, params: readonly unknown[] = []) {
      const envelope = (await post({ jsonrpc: '2.0', id: 1, method, params })) as Envelope
      const answer = open<Result>(method, envelope)
      if ('error' in answer) throw answer.error
      return answer.result
    },
  }
}

/** The answer, or its error thrown. */
export function takeAnswer<Result>(answer: RpcAnswer<Result> | undefined): Result {
  if (!answer) throw new RpcUnreachableError({ reason: 'an answer is missing' })
  if ('error' in answer) throw answer.error
  return answer.result
}

function open<Result>(method: string, { result, error }: Envelope): RpcAnswer<Result> {
  if (!error) return { result: result as Result }
  return { error: new RpcError({ method, rpcCode: error.code, message: error.message, data: error.data }) }
}

function reasonOf(cause: unknown): string {
  const inner = (cause as { cause?: { code?: string; message?: string } }).cause
  return inner?.code ?? inner?.message ?? (cause as Error).message
}

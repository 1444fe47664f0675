import { Agent, request } from 'node:http'
import { LedgerBusyError } from './admission.ts'
import { FIXED_ANSWERS, READ_METHODS, rewriteParams } from './methods.ts'
import { FateUnknownError, LedgerStoppedError, type Sequencer } from './sequencer.ts'
import { TransactionRefusedError } from './transaction.ts'

/** An answer of JSON-RPC 2.0 that says what was wrong. */
export interface RpcError {
  code: number
  message: string
  /** `{ code, retryable }`, the ledger's own stable code. */
  data?: { code: string; retryable: boolean }
}

export type RpcAnswer = { result: unknown } | { error: RpcError }

/** Answers one call of the public endpoint. */
export type AnswerCall = (method: string, params: readonly unknown[]) => Promise<RpcAnswer>

/**
 * @param options.findPort - Where the child listens; undefined while it is started anew.
 */
export function createRpc(options: { sequencer: Sequencer; findPort(): number | undefined }): AnswerCall {
  const { sequencer } = options
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const read = async (method: string, params: readonly unknown[]): Promise<RpcAnswer> => {
    const port = options.findPort()
    if (port === undefined) return unavailable
    const forwarded = rewriteParams(method, params, sequencer.getNextTimestamp())
    return askChild(agent, port, method, forwarded).catch(() => unavailable)
  }

  return async (method, params) => {
    if (method === 'eth_sendRawTransaction') return answerSend(sequencer, params)
    if (Object.hasOwn(FIXED_ANSWERS, method)) return { result: FIXED_ANSWERS[method] }
    if (!Object.hasOwn(READ_METHODS, method)) {
      return { error: { code: -32_601, message: `The method ${method} is not available on this ledger.` } }
    }
    if (method === 'eth_getTransactionCount' && params[1] === 'pending') {
      const nonce = sequencer.findNonce(String(params[0]).toLowerCase() as `0x${string}`)
      if (nonce !== undefined) return { result: `0x${nonce.toString(16)}` }
    }
    const answer = await read(method, params)
    if (method === 'eth_getBlockByNumber' && params[0] === 'pending') {
      return toPendingBlock(answer, sequencer.getNextTimestamp())
    }
    return explainPruned(answer)
  }
}

const unavailable: RpcAnswer = {
  error: {
    code: -32_000,
    message: 'The ledger is starting its engine anew. Try again in a second.',
    data: { code: 'LEDGER_RESTARTING', retryable: true },
  },
}

async function answerSend(sequencer: Sequencer, params: readonly unknown[]): Promise<RpcAnswer> {
  const raw = params[0]
  if (typeof raw !== 'string' || !/^0x(?:[0-9a-fA-F]{2})+$/.test(raw)) {
    return {
      error: {
        code: -32_602,
        message: 'eth_sendRawTransaction takes one signed transaction as 0x-prefixed hex.',
      },
    }
  }
  try {
    return { result: await sequencer.submit(Buffer.from(raw.slice(2), 'hex')) }
  } catch (error) {
    if (error instanceof TransactionRefusedError) return { error: toRpcError(-32_000, error) }
    if (error instanceof LedgerBusyError) return { error: toRpcError(-32_005, error) }
    if (error instanceof LedgerStoppedError) return { error: toRpcError(-32_010, error) }
    return {
      error: toRpcError(
        -32_603,
        error instanceof FateUnknownError ? error : new FateUnknownError({ cause: error }),
      ),
    }
  }
}

function toRpcError(code: number, error: { code: string; message: string; retryable: boolean }): RpcError {
  return { code, message: error.message, data: { code: error.code, retryable: error.retryable } }
}

/** The block that would come next, empty, as nothing is shown before it is durable. */
function toPendingBlock(answer: RpcAnswer, timestamp: number): RpcAnswer {
  if (!('result' in answer) || typeof answer.result !== 'object' || answer.result === null) return answer
  const latest = answer.result as { number: string; hash: string }
  return {
    result: {
      ...latest,
      number: `0x${(Number(latest.number) + 1).toString(16)}`,
      parentHash: latest.hash,
      hash: null,
      nonce: null,
      timestamp: `0x${timestamp.toString(16)}`,
      gasUsed: '0x0',
      transactions: [],
    },
  }
}

function explainPruned(answer: RpcAnswer): RpcAnswer {
  if (!('error' in answer) || !answer.error.message.includes('BlockOutOfRangeError')) return answer
  const message = `${answer.error.message}. State is kept for the last 64 blocks; events and receipts are kept for all.`
  return { error: { ...answer.error, message } }
}

function askChild(
  agent: Agent,
  port: number,
  method: string,
  params: readonly unknown[],
): Promise<RpcAnswer> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  return new Promise((resolve, reject) => {
    const call = request({
      agent,
      host: '127.0.0.1',
      port,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    })
    call.once('error', reject)
    call.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString()) as RpcAnswer)
        } catch (error) {
          reject(error as Error)
        }
      })
    })
    call.end(body)
  })
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AnswerCall, RpcAnswer } from './rpc.ts'

export interface Endpoint {
  url: string
  close(): Promise<void>
}

/** Largest request body, bytes. */
export const MOST_BODY_BYTES = 8_000_000
/** Most calls in one batch. */
export const MOST_BATCH_CALLS = 1_000

/** Serves JSON-RPC 2.0 over HTTP, single calls and batches. Any page may read it: it gives away no secret. */
export async function createEndpoint(options: {
  host: string
  port: number
  answer: AnswerCall
}): Promise<Endpoint> {
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    handle(request, response, options.answer).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  return {
    url: getUrl(server, options.host),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 1_000).unref()
      }),
  }
}

async function handle(request: IncomingMessage, response: ServerResponse, answer: AnswerCall): Promise<void> {
  response.setHeader('access-control-allow-origin', '*')
  if (request.method === 'OPTIONS') {
    response.writeHead(204, {
      'access-control-allow-headers': 'content-type',
      'access-control-allow-methods': 'POST',
    })
    response.end()
    return
  }
  if (request.method !== 'POST') {
    response.writeHead(405, { allow: 'POST', 'content-type': 'text/plain' })
    response.end('This is a JSON-RPC endpoint: send a POST request.\n')
    return
  }
  const body = await findBody(request)
  if (body === undefined) {
    response.setHeader('connection', 'close')
    send(response, 413, toError(-32_600, `The request is larger than ${MOST_BODY_BYTES} bytes.`))
    return
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    send(response, 400, toError(-32_700, 'The request is not JSON.'))
    return
  }
  if (!Array.isArray(parsed)) {
    send(response, 200, await answerOne(parsed, answer))
  } else if (parsed.length === 0 || parsed.length > MOST_BATCH_CALLS) {
    send(
      response,
      200,
      toError(-32_600, `A batch holds 1 to ${MOST_BATCH_CALLS} calls, this one ${parsed.length}.`),
    )
  } else {
    send(response, 200, await Promise.all(parsed.map((call) => answerOne(call, answer))))
  }
}

type Id = string | number | null
type Response = { jsonrpc: '2.0'; id: Id } & RpcAnswer

async function answerOne(call: unknown, answer: AnswerCall): Promise<Response> {
  const {
    id = null,
    method,
    params = [],
  } = (typeof call === 'object' && call !== null ? call : {}) as Record<string, unknown>
  const isId = id === null || typeof id === 'string' || typeof id === 'number'
  if (!isId || typeof method !== 'string')
    return toError(-32_600, 'A call is { jsonrpc, id, method, params }.')
  if (!Array.isArray(params)) return { ...toError(-32_602, 'params must be an array.'), id }
  const answered = await answer(method, params)
  return 'error' in answered
    ? { jsonrpc: '2.0', id, error: answered.error }
    : { jsonrpc: '2.0', id, result: answered.result }
}

const toError = (code: number, message: string): Response => ({
  jsonrpc: '2.0',
  id: null,
  error: { code, message },
})

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

/** Reads a body; undefined when it is too large. The rest is then read and thrown away, so that the answer arrives. */
function findBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MOST_BODY_BYTES) chunks.push(chunk)
      else resolve(undefined)
    })
    request.once('end', () => resolve(size > MOST_BODY_BYTES ? undefined : Buffer.concat(chunks).toString()))
    request.once('error', reject)
  })
}

function getUrl(server: Server, host: string): string {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

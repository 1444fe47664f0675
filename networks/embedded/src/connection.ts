import { connect } from 'node:net'

/** The connection to the child ended; what was under way may or may not have been done. */
export class ConnectionLostError extends Error {
  readonly code = 'CONNECTION_LOST'
  readonly retryable = true
}

/** The child answered a call with an error. */
export class ChildRefusedError extends Error {
  readonly code = 'CHILD_REFUSED'
  readonly retryable = false
}

const SILENCE_MS = 60_000

export interface Connection {
  /** Makes a call; the promise rejects with ChildRefusedError or ConnectionLostError. */
  call<T>(method: string, ...params: unknown[]): Promise<T>
  close(): void
}

/**
 * Opens the one connection on which everything that changes the chain is sent.
 *
 * Calls are pipelined, so the child handles them one after the other in the order they were made. A JSON-RPC batch
 * would not do: anvil runs the calls of a batch concurrently, and from about the sixtieth on in another order.
 */
export async function createConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', (cause) => reject(new ConnectionLostError('The child does not listen.', { cause })))
  })
  const waiting: Call[] = []
  let calls = 0
  let nudge: NodeJS.Timeout | undefined
  const write = (body: string, call: Call) => {
    waiting.push(call)
    socket.write(
      `POST / HTTP/1.1\r\nhost: child\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  }
  // The child holds an answer back until the one before it is acknowledged (Nagle), and the system acknowledges
  // only after 40 ms unless there is something to send: so something is sent.
  const acknowledge = () => {
    nudge = undefined
    if (calls > 0 && !socket.destroyed) write(NOTHING, { resolve() {}, reject() {} })
  }
  const read = createResponseReader((body) => waiting.shift()?.resolve(body))
  socket.on('data', (chunk) => {
    read(chunk)
    if (calls > 0) nudge ??= setTimeout(acknowledge, NUDGE_MS)
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    clearTimeout(nudge)
    for (const call of waiting.splice(0)) call.reject(new ConnectionLostError(LOST))
  })
  // A child that hangs is given up and replaced; nothing it is asked takes nearly as long.
  socket.setTimeout(SILENCE_MS, () => calls > 0 && socket.destroy())

  return {
    async call<T>(method: string, ...params: unknown[]): Promise<T> {
      if (socket.destroyed) throw new ConnectionLostError(LOST)
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
      calls++
      const answer = await new Promise<string>((resolve, reject) => write(body, { resolve, reject })).finally(
        () => {
          calls--
        },
      )
      const { result, error } = JSON.parse(answer) as { result: T; error?: { message: string } }
      if (error) throw new ChildRefusedError(error.message)
      return result
    },
    close: () => void socket.destroy(),
  }
}

interface Call {
  resolve(body: string): void
  reject(error: Error): void
}

const LOST = 'The connection to the child process ended.'
const NOTHING = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'net_version', params: [] })
const NUDGE_MS = 1

/** Cuts a stream of HTTP/1.1 responses, each with a content-length, into their bodies. */
export function createResponseReader(onBody: (body: string) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = []
  let held = 0
  let needed = 0
  return (chunk) => {
    chunks.push(chunk)
    held += chunk.length
    while (held >= needed && held > 0) {
      const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
      chunks = [bytes]
      const headEnd = bytes.indexOf('\r\n\r\n')
      if (headEnd === -1) return
      const length = /content-length: (\d+)/i.exec(bytes.toString('latin1', 0, headEnd))
      if (!length) throw new ConnectionLostError('The child answered without a content-length.')
      const end = headEnd + 4 + Number(length[1])
      if (held < end) {
        needed = end
        return
      }
      onBody(bytes.toString('utf8', headEnd + 4, end))
      chunks = [bytes.subarray(end)]
      held -= end
      needed = 0
    }
  }
}

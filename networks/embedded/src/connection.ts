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
  const waiting: { resolve(body: string): void; reject(error: Error): void }[] = []
  const reader = createResponseReader((body) => waiting.shift()?.resolve(body))
  const lose = () => {
    const error = new ConnectionLostError('The connection to the child process ended.')
    for (const call of waiting.splice(0)) call.reject(error)
  }
  socket.on('data', reader)
  socket.on('error', () => {})
  socket.on('close', lose)
  // A child that hangs is given up and replaced; nothing it is asked takes nearly as long.
  socket.setTimeout(SILENCE_MS, () => waiting.length > 0 && socket.destroy())

  return {
    async call<T>(method: string, ...params: unknown[]): Promise<T> {
      if (socket.destroyed) throw new ConnectionLostError('The connection to the child process ended.')
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
      const answer = await new Promise<string>((resolve, reject) => {
        waiting.push({ resolve, reject })
        socket.write(
          `POST / HTTP/1.1\r\nhost: child\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        )
      })
      const { result, error } = JSON.parse(answer) as { result: T; error?: { message: string } }
      if (error) throw new ChildRefusedError(error.message)
      return result
    },
    close: () => socket.destroy(),
  }
}

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

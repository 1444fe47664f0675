interface Answer {
  result?: unknown
  error?: { code: number; message: string; data?: { code: string; retryable: boolean } }
}

/** Posts any body to an endpoint. */
export async function post<T = Answer>(url: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return (await response.json()) as T
}

export const ask = (url: string, method: string, ...params: unknown[]) =>
  post(url, { jsonrpc: '2.0', id: 1, method, params })

/** Makes a call that must succeed. */
export async function call<T>(url: string, method: string, ...params: unknown[]): Promise<T> {
  const { result, error } = await ask(url, method, ...params)
  if (error) throw new Error(`${method}: ${error.message}`)
  return result as T
}

export const send = (url: string, raw: string) => ask(url, 'eth_sendRawTransaction', raw)

/** Sends transactions in one batch, in order. */
export const sendAll = (url: string, raws: readonly string[]) =>
  post<Answer[]>(
    url,
    raws.map((raw, id) => ({ jsonrpc: '2.0', id, method: 'eth_sendRawTransaction', params: [raw] })),
  )

interface Block {
  hash: string
  timestamp: string
  transactions: string[]
}

/** Every block of a ledger, from genesis to the head. */
export async function listBlocks(url: string): Promise<Block[]> {
  const head = Number(await call<string>(url, 'eth_blockNumber'))
  const blocks: Block[] = []
  for (let height = 0; height <= head; height++) {
    blocks.push(await call<Block>(url, 'eth_getBlockByNumber', `0x${height.toString(16)}`, false))
  }
  return blocks
}

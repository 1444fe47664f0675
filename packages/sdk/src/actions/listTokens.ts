import type { TokenJson } from '@cinnabar/api-schema'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import type { Token } from '../wire/token.ts'

/** The tokens that orders can be in, asked for once. */
export async function* listTokens(
  client: Client,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Token, void, undefined> {
  const { memory } = client
  memory.tokens ??= request<{ items: TokenJson[] }>(client, { path: '/tokens' }).then(
    ({ items }) => items,
    (error) => {
      memory.tokens = undefined
      throw error
    },
  )
  const tokens = await memory.tokens
  signal?.throwIfAborted()
  yield* tokens
}

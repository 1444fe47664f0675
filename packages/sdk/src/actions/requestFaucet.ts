import type { Address, Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import type { Token } from '../wire/token.ts'

/** Test money, in base units. Answers the transaction. Throws ApiError with FAUCET_MISSING where a token is worth something. */
export async function requestFaucet(
  client: Client,
  {
    token,
    recipient,
    amount,
    signal,
  }: { token: Token | Address; recipient: Address; amount: bigint; signal?: AbortSignal | undefined },
): Promise<Hex> {
  const json = await request<{ transactionHash: Hex }>(client, {
    method: 'POST',
    path: '/test/faucet',
    body: {
      token: typeof token === 'string' ? token : token.address,
      recipient,
      amount: amount.toString(),
    },
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    signal,
  })
  return json.transactionHash
}

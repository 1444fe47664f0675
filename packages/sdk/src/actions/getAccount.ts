import type { AccountJson } from '@cinnabar/api-schema'
import { type Address, parseUnits } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import type { Token } from '../wire/token.ts'

/** What an account has in one token, in base units. */
export type Holding = {
  readonly token: Address
  /** In the escrow, free to withdraw. */
  readonly balance: bigint
  readonly bond: bigint
  /** Part of the bond that live orders reserve. */
  readonly reserved: bigint
  /** What the token itself says, outside the escrow. */
  readonly wallet: bigint
  /** What the escrow may take by allowance. */
  readonly allowance: bigint
}

export type Account = { readonly address: Address; readonly holdings: readonly Holding[] }

/** What an account has, read from the ledger: in one token, or in all that the service knows. */
export async function getAccount(
  client: Client,
  { address, token, signal }: { address: Address; token?: Token | Address; signal?: AbortSignal | undefined },
): Promise<Account> {
  const json = await request<AccountJson>(client, {
    path: `/accounts/${address}`,
    query: { token: typeof token === 'string' ? token : token?.address },
    signal,
  })
  return {
    address: json.address,
    holdings: json.holdings.map((holding) => ({
      token: holding.token,
      balance: parseUnits(holding.balance),
      bond: parseUnits(holding.bond),
      reserved: parseUnits(holding.reserved),
      wallet: parseUnits(holding.wallet),
      allowance: parseUnits(holding.allowance),
    })),
  }
}

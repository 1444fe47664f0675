import type { PanelShareJson } from '@cinnabar/api-schema'
import { type Address, parseUnits } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import type { Token } from '../wire/token.ts'

/** What a member of a panel has earned in one token. */
export type PanelShare = {
  readonly panel: Address
  readonly member: Address
  readonly token: Address
  /** What it can take now. */
  readonly share: bigint
  /** What it took, in total. */
  readonly taken: bigint
}

/**
 * A member's share in the fees of its panel, read from the ledger.
 *
 * @throws ApiError with PANEL_UNKNOWN, NOT_MEMBER or TOKEN_UNKNOWN.
 */
export async function getShare(
  client: Client,
  {
    panel,
    member,
    token,
    signal,
  }: {
    readonly panel: Address
    readonly member: Address
    readonly token: Token | Address
    readonly signal?: AbortSignal | undefined
  },
): Promise<PanelShare> {
  const json = await request<PanelShareJson>(client, {
    path: `/panels/${panel}/members/${member}/share`,
    query: { token: typeof token === 'string' ? token : token.address },
    signal,
  })
  return { ...json, share: parseUnits(json.share), taken: parseUnits(json.taken) }
}

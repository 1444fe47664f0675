import type { AccountKeyJson } from '@cinnabar/api-schema'
import { type Address, type Hex, parseUnits, type UnixSeconds } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { parseInstant } from '../wire/instant.ts'

/** The current encryption key of an account. */
export type AccountKey = {
  readonly account: Address
  /** X25519, 32 bytes; null: none, or taken back. */
  readonly key: Hex | null
  /** How often it was changed. */
  readonly version: bigint
  /** Of the last change; null: there was none. */
  readonly since: UnixSeconds | null
}

/**
 * The key that details for an account are sealed to, read from the ledger. Take it when you seal: it may change.
 *
 * @see docs/specs/key-registry.md, What readers must do
 */
export async function getKey(
  client: Client,
  { address, signal }: { address: Address; signal?: AbortSignal | undefined },
): Promise<AccountKey> {
  const json = await request<AccountKeyJson>(client, { path: `/accounts/${address}/keys`, signal })
  return {
    account: json.account,
    key: json.key,
    version: parseUnits(json.version),
    since: json.since === null ? null : parseInstant(json.since),
  }
}

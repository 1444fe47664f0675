import type { CheckpointJson } from '@cinnabar/api-schema'
import { type Address, type Hex, parseUnits, type UnixSeconds } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { parseInstant } from '../wire/instant.ts'

/** The latest anchor of an account's record log. */
export type Checkpoint = {
  readonly account: Address
  /** How many records the log had. */
  readonly size: bigint
  /** Of the hash tree over them; null: never anchored. */
  readonly root: Hex | null
  /** Binds this anchor and all before it, see `checkpointChainHead`; zero: never anchored. */
  readonly head: Hex
  readonly anchoredAt: UnixSeconds | null
}

/**
 * The latest anchor of an account, read from the ledger.
 *
 * @see docs/specs/checkpoint-log.md
 */
export async function getCheckpoint(
  client: Client,
  { address, signal }: { address: Address; signal?: AbortSignal | undefined },
): Promise<Checkpoint> {
  const json = await request<CheckpointJson>(client, { path: `/accounts/${address}/checkpoint`, signal })
  return {
    account: json.account,
    size: parseUnits(json.size),
    root: json.root,
    head: json.head,
    anchoredAt: json.anchoredAt === null ? null : parseInstant(json.anchoredAt),
  }
}

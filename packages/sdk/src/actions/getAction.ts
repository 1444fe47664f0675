import type { ActionJson } from '@cinnabar/api-schema'
import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { type Action, decodeAction } from '../wire/action.ts'

/** How far an action is. Throws ApiError with ACTION_NOT_FOUND. */
export async function getAction(
  client: Client,
  { id, signal }: { id: Hex; signal?: AbortSignal | undefined },
): Promise<Action> {
  return decodeAction(await request<ActionJson>(client, { path: `/actions/${id}`, signal }))
}

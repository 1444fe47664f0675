import type { HealthJson } from '@cinnabar/api-schema'
import type { Client } from '../client.ts'
import { request } from '../request.ts'

/** Whether the service and what it stands on are well. */
export type Health = HealthJson

/** The state of the service; a degraded one answers too. */
export function getHealth(
  client: Client,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<Health> {
  return request<HealthJson>(client, { path: '/health', accepts: [503], signal })
}

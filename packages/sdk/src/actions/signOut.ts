import type { Client } from '../client.ts'
import { request } from '../request.ts'

/** Ends the session, here and at the service. */
export async function signOut(
  client: Client,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<void> {
  await request(client, { method: 'POST', path: '/auth/sign-out', body: {}, signal })
  client.memory.token = undefined
}

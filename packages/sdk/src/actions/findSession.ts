import type { Client } from '../client.ts'
import { request } from '../request.ts'

/** Who is signed in; undefined when nobody is. */
export async function findSession(
  client: Client,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<{ user: string; name: string } | undefined> {
  const answer = await request<{ user: { id: string; name: string } } | null>(client, {
    path: '/auth/get-session',
    signal,
  })
  return answer ? { user: answer.user.id, name: answer.user.name } : undefined
}

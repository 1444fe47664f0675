import type { Seconds, UnixSeconds } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { parseInstant } from '../wire/instant.ts'

/** Moves the clock of a demo ledger forward, and answers its new time. Throws ApiError with DEMO_ONLY elsewhere. */
export async function advanceClock(
  client: Client,
  { seconds, signal }: { seconds: Seconds; signal?: AbortSignal | undefined },
): Promise<UnixSeconds> {
  const json = await request<{ now: string }>(client, {
    method: 'POST',
    path: '/test/clock/advance',
    body: { seconds },
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    signal,
  })
  return parseInstant(json.now)
}

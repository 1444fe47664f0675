import type { WaysJson } from '@cinnabar/api-schema'
import type { Client } from '../client.ts'
import { ApiError } from '../errors.ts'
import { parseRecoveryCode } from '../person/recoveryCode.ts'
import { wayIdOf } from '../person/wayId.ts'
import type { PersonWays } from '../person/ways.ts'
import { waysAccountOf } from '../person/waysAccount.ts'
import { request } from '../request.ts'
import { getDomain } from '../signing/domain.ts'

/** What the person still has. */
export type WaysKey =
  | { readonly root: Uint8Array }
  /** Of a further passkey, by `readPasskeySecret`. */
  | { readonly passkeySecret: Uint8Array }
  /** As it was typed. */
  | { readonly code: string }

/**
 * The document of ways that the service keeps, by what is left: the root, a further passkey, a printed code. A guardian
 * cannot find it.
 *
 * @returns Undefined where none is kept, or the code was mistyped.
 */
export async function findWays(
  client: Client,
  key: WaysKey & { readonly signal?: AbortSignal | undefined },
): Promise<PersonWays | undefined> {
  const locator = await locate(client, key)
  if (locator === undefined) return undefined
  try {
    const { document } = await request<{ document: WaysJson }>(client, {
      path: `/ways/${locator}`,
      signal: key.signal,
    })
    return document
  } catch (error) {
    if (error instanceof ApiError && error.code === 'WAYS_NOT_FOUND') return undefined
    throw error
  }
}

async function locate(client: Client, key: Parameters<typeof findWays>[1]): Promise<string | undefined> {
  if ('root' in key) return waysAccountOf(key.root, await getDomain(client, key.signal)).address.toLowerCase()
  if ('passkeySecret' in key) return wayIdOf(key.passkeySecret)
  const read = parseRecoveryCode(key.code)
  return read.status === 'read' ? wayIdOf(read.bytes) : undefined
}

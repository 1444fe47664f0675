import { hashWays } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import type { PersonWays } from '../person/ways.ts'
import { waysAccountOf } from '../person/waysAccount.ts'
import { postSignedRequest } from '../sealing/signedRequest.ts'
import { getDomain } from '../signing/domain.ts'

/**
 * Has the service keep the document of ways, in the place of an earlier revision, so that a second passkey or a printed
 * code alone finds it. The service can read nothing in it, and does not learn whose orders are whose.
 *
 * @throws ApiError WAYS_OUTDATED where a later revision is kept: fetch it with `findWays` and change that one.
 */
export async function keepWays(
  client: Client,
  { ways, root, signal }: { ways: PersonWays; root: Uint8Array; signal?: AbortSignal | undefined },
): Promise<void> {
  const signer = waysAccountOf(root, await getDomain(client, signal))
  await postSignedRequest(client, 'KeepWays', {
    path: '/ways',
    subject: 'account',
    message: { document: hashWays(ways), revision: BigInt(ways.revision) },
    body: { document: ways },
    signer,
    signal,
  })
}

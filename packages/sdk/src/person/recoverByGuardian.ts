import { decodeHex } from '@cinnabar/protocol'
import { ANSWER_INFO } from './answerGuardianRequest.ts'
import type { GuardianAnswer } from './guardianNotes.ts'
import type { Recovery } from './recovery.ts'
import { openSealed } from '../sealing/hpke.ts'
import { isIntact, type PersonWays } from './ways.ts'
import { xorBytes } from './xorBytes.ts'

/**
 * The root by a guardian's answer. Nothing but the document's own code of authenticity says that the two halves belong
 * together, so a changed document is refused here.
 *
 * @param parameters.privateKey - Of the request that was answered.
 */
export async function recoverByGuardian(
  ways: PersonWays,
  { answer, privateKey }: { readonly answer: GuardianAnswer; readonly privateKey: Uint8Array },
): Promise<Exclude<Recovery, { status: 'waysChanged' }>> {
  const way = ways.ways.find(({ kind, id }) => kind === 'guardian' && id === answer.way)
  if (way?.kind !== 'guardian') return { status: 'refused' }
  const share = await openSealed(answer, { privateKey, info: ANSWER_INFO, aad: answer.way })
  if (!share) return { status: 'refused' }
  const root = xorBytes(share, decodeHex(way.mask))
  return isIntact(ways, root) ? { status: 'recovered', root } : { status: 'refused' }
}

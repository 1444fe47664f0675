import { ENVELOPE_INFO } from './addGuardianWay.ts'
import type { GuardianAnswer, GuardianEnvelope, GuardianRequest } from './guardianNotes.ts'
import { isKeyCodeOf } from './keyCode.ts'
import { openSealed, sealToKey } from '../sealing/hpke.ts'

/** HPKE's info of an answer. */
export const ANSWER_INFO = 'cinnabar/v1 guardian answer'

/** What the guardian's device says. */
export type GuardianReply =
  | { readonly status: 'answered'; readonly answer: GuardianAnswer }
  /** The friend said another code: the request is not the friend's. Send nothing. */
  | { readonly status: 'codeDiffers' }
  /** The envelope is not sealed to this guardian, or was changed. */
  | { readonly status: 'envelopeForeign' }

/**
 * Hands a guardian's half to a friend's new device. The half passes through the guardian's memory; the root does not.
 *
 * @param parameters.envelope - The one that was kept since it was handed over, never one that came with the request.
 * @param parameters.code - As the friend said it, face to face or on the telephone.
 * @param parameters.privateKey - The guardian's, to whose public key the envelope was sealed.
 * @throws KeyUnusableError for a request with a key of low order.
 */
export async function answerGuardianRequest({
  envelope,
  request,
  code,
  privateKey,
}: {
  readonly envelope: GuardianEnvelope
  readonly request: GuardianRequest
  readonly code: string
  readonly privateKey: Uint8Array
}): Promise<GuardianReply> {
  if (!isKeyCodeOf(code, request.publicKey)) return { status: 'codeDiffers' }
  const { way } = envelope
  const share = await openSealed(envelope, { privateKey, info: ENVELOPE_INFO, aad: way })
  if (!share) return { status: 'envelopeForeign' }
  const sealed = await sealToKey(share, { publicKey: request.publicKey, info: ANSWER_INFO, aad: way })
  return { status: 'answered', answer: { format: 'cinnabar.guardian-answer/v1', way, ...sealed } }
}

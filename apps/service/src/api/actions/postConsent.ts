import type { ActionKind, ProblemCode, Sentence } from '@cinnabar/api-schema'
import type { Address, Hex, TypedData, UnixSeconds } from '@cinnabar/protocol'
import type { OrderDesk, PostAnswer } from '../orders/postOrderAction.ts'
import { checkSignature, checkUntil } from './checks.ts'
import { formatInstant } from './instants.ts'
import { fromRefusal } from './refusalProblem.ts'
import type { Origin } from './submit.ts'

/** What an account signs for a contract around the escrow, and the call that it makes. */
export type AroundConsent = {
  readonly kind: ActionKind
  readonly account: Address
  readonly order?: Hex | undefined
  readonly contract: Address
  readonly until: UnixSeconds
  readonly digest: Hex
  readonly typedData: TypedData
  readonly sentence: Sentence
  /** The body to post back with the signature; `until` is added. */
  readonly fields: Readonly<Record<string, string>>
  /** Fields of the body that an error of the ledger is about. */
  readonly errors: Partial<Record<ProblemCode, string>>
  /** The call with a signature, which is empty to try the call as the account. */
  readonly encodeCall: (signature: Hex) => Hex
}

/** Unsigned: tried as the account, and answered with what it signs. Signed: checked, tried again, taken in. */
export async function postConsent(
  { clock, escrow, simulate, submission }: OrderDesk,
  consent: AroundConsent,
  signature: Hex | undefined,
  origin: Origin,
): Promise<PostAnswer> {
  const { kind, account, order, contract: to, until, digest, errors } = consent
  const known = signature === undefined ? undefined : await submission.findAccepted(digest)
  if (known) return { action: known }
  checkUntil(until, await clock.now())
  if (signature === undefined) {
    const refusal = await simulate({ to, data: consent.encodeCall('0x'), from: account })
    if (refusal) throw fromRefusal(refusal, errors)
    const { typedData, sentence } = consent
    const fields = { ...consent.fields, until: formatInstant(until) }
    return { toSign: { digest, typedData, sentence, fields } }
  }
  await checkSignature(escrow, { digest, signer: account, signature })
  const call = { id: digest, kind, account, order, to, data: consent.encodeCall(signature), fields: errors }
  return { action: await submission.submit(call, origin) }
}

/** A sentence in both languages. */
export function writeBoth(write: (locale: 'en' | 'zh-CN') => string): Sentence {
  return { en: write('en'), 'zh-CN': write('zh-CN') }
}

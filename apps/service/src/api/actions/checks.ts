import {
  type Address,
  type Hex,
  isCounterfactual,
  isSameAddress,
  recoverSigner,
  SignatureError,
  type UnixSeconds,
} from '@cinnabar/protocol'
import { refuseField } from '../http/problemError.ts'
import type { EscrowReader } from '../ledger/escrow.ts'
import { formatInstant } from './instants.ts'
import { recoversTo } from './recovers.ts'

/** The longest consent: what is signed for longer is likely a mistake. */
const LONGEST_CONSENT = 366 * 86_400

/** @throws ProblemError CHAIN_MISMATCH */
export function checkChain(asked: number | undefined, chainId: number): void {
  if (asked === undefined || asked === chainId) return
  throw refuseField('chainId', 'CHAIN_MISMATCH', `this service serves chain ${chainId}, not ${asked}`)
}

/** @throws ProblemError CONSENT_EXPIRED */
export function checkUntil(until: UnixSeconds, now: UnixSeconds): void {
  if (until < now) {
    const detail = `it ran out at ${formatInstant(until)}; the ledger's time is ${formatInstant(now)}`
    throw refuseField('until', 'CONSENT_EXPIRED', detail)
  }
  if (until > now + LONGEST_CONSENT) {
    throw refuseField('until', 'FIELD_SIZE', 'a consent lasts at most 366 days', 'choose an earlier `until`')
  }
}

/**
 * A plain account's signature must recover to it. A contract's own answer is asked for when the call is simulated.
 *
 * @throws ProblemError SIGNATURE_INVALID, or ACCOUNT_NOT_CREATED where nobody unwrapped the signature before.
 */
export async function checkSignature(
  escrow: Pick<EscrowReader, 'hasCode'>,
  {
    digest,
    signer,
    signature,
    field = 'signature',
    mend,
  }: { digest: Hex; signer: Address; signature: Hex; field?: string; mend?: string },
): Promise<void> {
  if (recoversTo(signer, digest, signature)) return
  if (isCounterfactual(signature)) {
    const detail = 'a wrapped signature (ERC-6492) is used at once or not at all, and this one would be kept'
    const mend = `create ${signer} with POST /v1/passkey-accounts and send its signature unwrapped`
    throw refuseField(field, 'ACCOUNT_NOT_CREATED', detail, mend)
  }
  const problem = findSignatureProblem({ digest, signer, signature })
  if (!problem || (await escrow.hasCode(signer))) return
  throw refuseField(field, 'SIGNATURE_INVALID', problem, mend ?? mendOf(signature))
}

/** What is no plain account's may be that of a contract that is not there yet. */
function mendOf(signature: Hex): string | undefined {
  if (signature.length === 2 + 2 * 65) return undefined
  return 'sign with the key of a plain account; the signature of an account that is not on the ledger yet has to be wrapped (ERC-6492)'
}

function findSignatureProblem(signed: { digest: Hex; signer: Address; signature: Hex }): string | undefined {
  try {
    const actual = recoverSigner(signed.digest, signed.signature)
    if (isSameAddress(actual, signed.signer)) return undefined
    return `it is not ${signed.signer}'s signature of ${signed.digest}; it recovers to ${actual}`
  } catch (error) {
    if (error instanceof SignatureError) return error.message
    throw error
  }
}

import type { Rpc } from '@cinnabar/ledger'
import {
  type Address,
  type DetailsMessage,
  type DetailsType,
  type Hex,
  hashDetailsMessage,
  isSameAddress,
  isZeroAddress,
  type Order,
  PARTIES,
  type UnixSeconds,
} from '@cinnabar/protocol'
import { passkeyAccountAbi } from '@cinnabar/protocol/generated/passkeyAccountAbi'
import type { Abi } from 'viem'
import { checkSignature, checkUntil } from '../actions/checks.ts'
import { ProblemError, refuseField } from '../http/problemError.ts'
import { tryReadAll } from '../ledger/call.ts'
import type { OrderDesk } from '../orders/postOrderAction.ts'

/** A desk that can ask a contract for its own signatures. */
export type RequestDesk = OrderDesk & { readonly rpc: Rpc }

/** The longest that a request to the vault may be valid, so that one that was overheard is soon worth nothing. */
const LONGEST_REQUEST = 600
const MAGIC = '0x1626ba7e'

/**
 * Checks that an account signed a request to the vault, and that it is still valid. Nothing here goes to the ledger,
 * so a contract is asked for its word at once.
 *
 * @throws ProblemError CONSENT_EXPIRED, FIELD_SIZE, SIGNATURE_INVALID.
 */
export async function checkRequest<Type extends DetailsType>(
  desk: RequestDesk,
  type: Type,
  message: DetailsMessage<Type> & { readonly until: UnixSeconds },
  { signer, signature }: { signer: Address; signature: Hex },
): Promise<void> {
  const now = await desk.clock.now()
  checkUntil(message.until, now)
  if (message.until > now + LONGEST_REQUEST) {
    throw refuseField('until', 'FIELD_SIZE', 'such a request is valid for ten minutes at most')
  }
  const digest = hashDetailsMessage(type, message, desk.domain)
  await checkSignature(desk.escrow, { digest, signer, signature })
  if (signature.length === 2 + 2 * 65 && !(await desk.escrow.hasCode(signer))) return
  await requireContractsWord(desk, { digest, signer, signature })
}

/** @throws ProblemError NOT_A_PARTY */
export function requireParty(terms: Order, account: Address, field: string): void {
  const isParty = PARTIES.some(
    (party) => !isZeroAddress(terms[party]) && isSameAddress(terms[party], account),
  )
  if (isParty) return
  const detail = `${account} is no party of this order`
  throw new ProblemError({
    code: 'NOT_A_PARTY',
    detail,
    errors: [{ field, code: 'NOT_A_PARTY', detail, mend: 'let a party of the order sign' }],
  })
}

async function requireContractsWord(
  { rpc }: RequestDesk,
  { digest, signer, signature }: { digest: Hex; signer: Address; signature: Hex },
): Promise<void> {
  const read = { to: signer, abi: passkeyAccountAbi as Abi, functionName: 'isValidSignature' }
  const [answer] = await tryReadAll(rpc, [{ ...read, args: [digest, signature] }])
  if (answer === MAGIC) return
  throw refuseField('signature', 'SIGNATURE_INVALID', `the contract ${signer} does not call it its own`)
}

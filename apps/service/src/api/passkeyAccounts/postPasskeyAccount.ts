import type { PasskeyAccountBody, PasskeyAccountJson } from '@cinnabar/api-schema'
import {
  type AccountConfiguration,
  type Address,
  encodeCreateAccount,
  hashText,
  isZeroAddress,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '@cinnabar/protocol'
import type { Db } from '../../store/database.ts'
import { countFailedCreations } from '../../store/actions.ts'
import { checkChain } from '../actions/checks.ts'
import type { Origin } from '../actions/submit.ts'
import { ProblemError } from '../http/problemError.ts'
import type { OrderDesk } from '../orders/postOrderAction.ts'
import type { Passkeys } from './passkeys.ts'

/** A desk that creates passkey accounts. */
export type PasskeyDesk = OrderDesk & { readonly db: Db; readonly passkeys: Passkeys }

const FIELDS = {
  CREDENTIAL_INVALID: 'credentials',
  CREDENTIAL_EXISTS: 'credentials',
  PAYEE_INVALID: 'payees',
} as const

/**
 * Puts the account of a configuration on the ledger. Nothing is signed: at its address nobody can put anything else,
 * so the address names the action, and asking again answers the same. What failed was never created: the next
 * request is another try, which the number of those before it names.
 */
export async function postPasskeyAccount(
  { db, domain, submission, passkeys }: PasskeyDesk,
  { chainId, ...body }: PasskeyAccountBody,
  origin: Origin,
): Promise<PasskeyAccountJson> {
  checkChain(chainId, domain.chainId)
  const configuration = readConfiguration(body)
  const factory = passkeys.getFactory()
  const address = await passkeys.findAddress(configuration)
  const failed = await countFailedCreations(db, address)
  const id = hashText(`createAccount ${domain.chainId} ${address}${failed === 0 ? '' : ` ${failed}`}`)
  const [isCreated, known] = await Promise.all([passkeys.isAccount(address), submission.findAccepted(id)])
  if (isCreated) {
    return { address, factory, ...(await passkeys.readState(address)), isCreated, creation: known ?? null }
  }
  const data = encodeCreateAccount(configuration)
  const call = {
    id,
    kind: 'createAccount' as const,
    account: address,
    to: factory,
    data,
    creates: 1,
    fields: FIELDS,
  }
  const { credentials, guardian } = configuration
  return {
    address,
    factory,
    credentials: [...credentials],
    guardian: isZeroAddress(guardian) ? null : guardian,
    isCreated,
    creation: known ?? (await submission.submit(call, origin)),
  }
}

/** An account as the ledger has it. Throws ProblemError PASSKEY_ACCOUNT_NOT_FOUND or CONTRACT_MISSING. */
export async function readPasskeyAccount(passkeys: Passkeys, address: Address): Promise<PasskeyAccountJson> {
  const factory = passkeys.getFactory()
  if (!(await passkeys.isAccount(address))) {
    const detail = `the factory ${factory} put no account at ${address} yet`
    throw new ProblemError({ code: 'PASSKEY_ACCOUNT_NOT_FOUND', detail })
  }
  return { address, factory, ...(await passkeys.readState(address)), isCreated: true, creation: null }
}

function readConfiguration(body: PasskeyAccountBody): AccountConfiguration {
  return {
    credentials: body.credentials.map(({ qx, qy, presenceOnly = false }) => ({ qx, qy, presenceOnly })),
    guardian: body.guardian ?? ZERO_ADDRESS,
    payees: body.payees ?? [],
    salt: body.salt ?? ZERO_HASH,
  }
}

import type { PasskeyAccountJson } from '@cinnabar/api-schema'
import {
  type AccountConfiguration,
  type Credential,
  isZeroAddress,
  passkeyAccountAddress,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import { getContract } from '../signing/contract.ts'
import { decodePasskeyAccount, type PasskeyAccount } from '../wire/passkeyAccount.ts'
import { waitForAction } from './waitForAction.ts'

/** What an account starts with; its address is a function of all of it. */
export type PasskeyAccountParameters = {
  /** One or two. */
  readonly credentials: readonly Credential[]
  /** May propose new credentials; nobody when left out. */
  readonly guardian?: AccountConfiguration['guardian'] | undefined
  /** Where money may go at once; later ones wait for 48 hours. */
  readonly payees?: AccountConfiguration['payees'] | undefined
  readonly salt?: AccountConfiguration['salt'] | undefined
}

/**
 * Puts an account on the ledger whose owner is a passkey. Nobody signs and nobody pays gas. Called again it answers
 * the same account; it need not be called before the account signs, see {@link createPasskeySigner}.
 *
 * @param parameters.wait - `false` answers as soon as the creation is on its way.
 * @throws ServiceMismatchError when the service answers another address than follows from the configuration; ApiError
 * with RATE_LIMITED when too many were created within an hour.
 */
export async function createPasskeyAccount(
  client: Client,
  parameters: PasskeyAccountParameters & {
    readonly wait?: boolean | undefined
    readonly signal?: AbortSignal | undefined
  },
): Promise<PasskeyAccount> {
  const { wait = true, signal } = parameters
  const configuration = toConfiguration(parameters)
  const { chainId } = await getDomain(client, signal)
  const address = passkeyAccountAddress(
    await getContract(client, 'passkeyAccountFactory', signal),
    configuration,
  )
  const { credentials, guardian, payees, salt } = configuration
  const json = await request<PasskeyAccountJson>(client, {
    method: 'POST',
    path: '/passkey-accounts',
    body: { credentials, payees, salt, chainId, ...(!isZeroAddress(guardian) && { guardian }) },
    signal,
  })
  if (json.address !== address) {
    throw new ServiceMismatchError({ field: 'address', asked: address, answered: json.address })
  }
  const account = decodePasskeyAccount(json)
  if (!wait || account.isCreated || !account.creation) return account
  const creation = await waitForAction(client, { id: account.creation.id, signal })
  return { ...account, isCreated: true, creation }
}

/** A configuration in full. */
export function toConfiguration({
  credentials,
  guardian = ZERO_ADDRESS,
  payees = [],
  salt = ZERO_HASH,
}: PasskeyAccountParameters): AccountConfiguration {
  return { credentials, guardian, payees, salt }
}

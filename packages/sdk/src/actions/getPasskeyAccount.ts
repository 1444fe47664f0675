import type { PasskeyAccountJson } from '@cinnabar/api-schema'
import type { Address } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { ApiError } from '../errors.ts'
import { request } from '../request.ts'
import { decodePasskeyAccount, type PasskeyAccount } from '../wire/passkeyAccount.ts'

type Parameters = { readonly address: Address; readonly signal?: AbortSignal | undefined }

/** Credentials and guardian of a passkey account. Throws ApiError with PASSKEY_ACCOUNT_NOT_FOUND. */
export async function getPasskeyAccount(
  client: Client,
  { address, signal }: Parameters,
): Promise<PasskeyAccount> {
  const json = await request<PasskeyAccountJson>(client, { path: `/passkey-accounts/${address}`, signal })
  return decodePasskeyAccount(json)
}

/** The same, or undefined where no account was created yet. */
export async function findPasskeyAccount(
  client: Client,
  parameters: Parameters,
): Promise<PasskeyAccount | undefined> {
  try {
    return await getPasskeyAccount(client, parameters)
  } catch (error) {
    if (error instanceof ApiError && error.code === 'PASSKEY_ACCOUNT_NOT_FOUND') return undefined
    throw error
  }
}

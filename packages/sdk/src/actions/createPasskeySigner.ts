import {
  type Address,
  encodeCreateAccount,
  encodePasskeySignature,
  encodePersonalSignature,
  encodeTypedSignature,
  type Hex,
  hashNested,
  hashPersonal,
  openTypedData,
  challengeOf,
  passkeyAccountAddress,
  prefixMessage,
  type TypedData,
  type WebAuthnAssertion,
  wrapCounterfactual,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import type { Signer } from '../signer.ts'
import { getContract } from '../signing/contract.ts'
import { getDomain } from '../signing/domain.ts'
import { type PasskeyAccountParameters, toConfiguration } from './createPasskeyAccount.ts'
import { findPasskeyAccount } from './getPasskeyAccount.ts'

/** What a passkey needs to sign for its account. */
export type PasskeySignerParameters = {
  /** What the account started with, or will start with. */
  readonly configuration: PasskeyAccountParameters
  /** Which of the account's credentials signs; the first when left out. */
  readonly credential?: 0 | 1 | undefined
  /** Asks the authenticator, as `navigator.credentials.get` does, and answers its assertion. */
  readonly assert: (challenge: Uint8Array) => Promise<WebAuthnAssertion>
  /** Where the factory is, for who does not take the service's word. */
  readonly factory?: Address | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * A signer whose signatures are those of a passkey account, for every action of this package. While the account is
 * not on the ledger, each is wrapped as ERC-6492 says, and the service creates the account together with the action.
 *
 * @example
 * const signer = await createPasskeySigner(cinnabar, { configuration: { credentials: [phone] }, assert })
 * await confirmOrder(cinnabar, { id, signer })
 */
export async function createPasskeySigner(
  client: Client,
  { configuration, credential = 0, assert, factory: given, signal }: PasskeySignerParameters,
): Promise<Signer> {
  const { chainId } = await getDomain(client, signal)
  const factory = given ?? (await getContract(client, 'passkeyAccountFactory', signal))
  const full = toConfiguration(configuration)
  const address = passkeyAccountAddress(factory, full)
  const at = { chainId, account: address }
  const sign = async (digest: Hex) => encodePasskeySignature(credential, await assert(challengeOf(digest)))
  let isCreated = false
  const wrap = async (signature: Hex): Promise<Hex> => {
    isCreated ||= (await findPasskeyAccount(client, { address })) !== undefined
    if (isCreated) return signature
    return wrapCounterfactual({ factory, factoryData: encodeCreateAccount(full), signature })
  }
  return {
    address,
    async signTypedData(data: TypedData) {
      const opened = openTypedData(data)
      return wrap(encodeTypedSignature(await sign(hashNested(opened, at)), opened))
    },
    async signMessage({ message }: { message: string }) {
      const prefixed = prefixMessage(message)
      return wrap(encodePersonalSignature(await sign(hashPersonal(prefixed, at)), prefixed))
    },
  }
}

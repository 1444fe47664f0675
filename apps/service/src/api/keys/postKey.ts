import type { AccountKeyJson, RevokeKeyBody, SetKeyBody } from '@cinnabar/api-schema'
import type { Rpc } from '@cinnabar/ledger'
import {
  type Address,
  describeKeysMessage,
  type Hex,
  hashKeysMessage,
  type KeysMessage,
  toKeysTypedData,
  ZERO_HASH,
} from '@cinnabar/protocol'
import { keyRegistryAbi } from '@cinnabar/protocol/generated/keyRegistryAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { checkChain } from '../actions/checks.ts'
import { formatInstant, parseInstant } from '../actions/instants.ts'
import { type AroundConsent, postConsent, writeBoth } from '../actions/postConsent.ts'
import type { Origin } from '../actions/submit.ts'
import { ProblemError, refuseField } from '../http/problemError.ts'
import { readAll } from '../ledger/call.ts'
import type { OrderDesk, PostAnswer } from '../orders/postOrderAction.ts'
import { CONSENT_SECONDS } from '../orders/prepareOrderAction.ts'

/** A desk that knows where the key registry is, if there is one. */
export type KeyDesk = OrderDesk & { readonly rpc: Rpc; readonly keyRegistry: Address | undefined }

const FIELDS = { VERSION_MISMATCH: 'version', KEY_ZERO: 'key', KEY_ABSENT: 'address' } as const
const MAX_VERSION = 2n ** 64n - 1n

/** The current key of an account, read from the ledger. Throws ProblemError CONTRACT_MISSING. */
export async function readAccountKey(desk: KeyDesk, account: Address): Promise<AccountKeyJson> {
  const registry = getRegistry(desk)
  const { key, version, since } = await readEntry(desk.rpc, registry, account)
  return {
    account,
    key: key === ZERO_HASH ? null : key,
    version: version.toString(),
    since: since === 0 ? null : formatInstant(since),
    registry,
  }
}

/** Publishes a key, or takes the current one back: `key` left out. */
export async function postKey(
  desk: KeyDesk,
  account: Address,
  body: RevokeKeyBody & Partial<SetKeyBody>,
  origin: Origin,
): Promise<PostAnswer> {
  const { chainId } = desk.domain
  checkChain(body.chainId, chainId)
  const registry = getRegistry(desk)
  const now = await desk.clock.now()
  const next = (await readEntry(desk.rpc, registry, account)).version + 1n
  const version = body.version === undefined ? next : BigInt(body.version)
  const until = body.until === undefined ? now + CONSENT_SECONDS : parseInstant(body.until)
  if (version > MAX_VERSION) throw refuseVersion(version, next)
  return postConsent(
    desk,
    openConsent({ account, key: body.key, version, until }, { chainId, registry }),
    body.signature,
    origin,
  )
}

type Change = {
  readonly account: Address
  readonly key: Hex | undefined
  readonly version: bigint
  readonly until: number
}

/** What is signed for a change, and the call that it makes. */
function openConsent(
  { key, ...change }: Change,
  { chainId, registry }: { chainId: number; registry: Address },
): AroundConsent {
  const { account, version, until } = change
  const domain = { chainId, verifyingContract: registry }
  const type = key === undefined ? 'RevokeKey' : 'SetKey'
  const message = (key === undefined ? change : { ...change, key }) as KeysMessage<typeof type>
  return {
    kind: key === undefined ? 'revokeKey' : 'setKey',
    account,
    contract: registry,
    until,
    digest: hashKeysMessage(type, message, domain),
    typedData: toKeysTypedData(type, message, domain),
    sentence: writeBoth((locale) => describeKeysMessage(type, message, { locale })),
    fields: { ...(key && { key }), version: version.toString() },
    errors: FIELDS,
    encodeCall(signature: Hex): Hex {
      const consent = { signer: account, until, signature }
      return key === undefined
        ? encodeFunctionData({ abi: keyRegistryAbi, functionName: 'revokeKey', args: [version, consent] })
        : encodeFunctionData({ abi: keyRegistryAbi, functionName: 'setKey', args: [key, version, consent] })
    },
  }
}

async function readEntry(rpc: Rpc, registry: Address, account: Address) {
  const read = { to: registry, abi: keyRegistryAbi as Abi, functionName: 'keyOf', args: [account] }
  const [entry] = (await readAll(rpc, [read])) as [readonly [Hex, bigint, number]]
  const [key, version, since] = entry
  return { key, version: BigInt(version), since: Number(since) }
}

function getRegistry({ keyRegistry }: KeyDesk): Address {
  if (keyRegistry) return keyRegistry
  throw new ProblemError({ code: 'CONTRACT_MISSING', detail: 'there is no KeyRegistry here' })
}

function refuseVersion(version: bigint, next: bigint): ProblemError {
  const detail = `the next change of this account's key is number ${next}, not ${version}`
  return refuseField('version', 'VERSION_MISMATCH', detail)
}

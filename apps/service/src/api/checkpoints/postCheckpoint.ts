import type { AnchorBody, CheckpointJson } from '@cinnabar/api-schema'
import type { Rpc } from '@cinnabar/ledger'
import {
  type Address,
  type CheckpointsMessage,
  describeCheckpointsMessage,
  type Hex,
  hashCheckpointsMessage,
  toCheckpointsTypedData,
  ZERO_HASH,
} from '@cinnabar/protocol'
import { checkpointLogAbi } from '@cinnabar/protocol/generated/checkpointLogAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { checkChain } from '../actions/checks.ts'
import { formatInstant, parseInstant } from '../actions/instants.ts'
import { type AroundConsent, postConsent, writeBoth } from '../actions/postConsent.ts'
import type { Origin } from '../actions/submit.ts'
import { ProblemError, refuseField } from '../http/problemError.ts'
import { readAll } from '../ledger/call.ts'
import type { OrderDesk, PostAnswer } from '../orders/postOrderAction.ts'
import { CONSENT_SECONDS } from '../orders/prepareOrderAction.ts'

/** A desk that knows where the checkpoint log is, if there is one. */
export type CheckpointDesk = OrderDesk & { readonly rpc: Rpc; readonly checkpointLog: Address | undefined }

const FIELDS = {
  HEAD_MISMATCH: 'previousHead',
  SIZE_SHRINKS: 'size',
  ROOT_CONFLICT: 'root',
  NOTHING_NEW: 'size',
} as const
const MAX_SIZE = 2n ** 64n - 1n

/** The latest anchor of an account's log, read from the ledger. Throws ProblemError CONTRACT_MISSING. */
export async function readCheckpoint(desk: CheckpointDesk, account: Address): Promise<CheckpointJson> {
  const log = getLog(desk)
  const { size, anchoredAt, root, head } = await readLatest(desk.rpc, log, account)
  const isAnchored = head !== ZERO_HASH
  return {
    account,
    size: size.toString(),
    root: isAnchored ? root : null,
    head,
    anchoredAt: isAnchored ? formatInstant(Number(anchoredAt)) : null,
    log,
  }
}

/** Anchors a log: unsigned, what its account signs; signed, the action. */
export async function postCheckpoint(
  desk: CheckpointDesk,
  account: Address,
  body: AnchorBody,
  origin: Origin,
): Promise<PostAnswer> {
  const { chainId } = desk.domain
  checkChain(body.chainId, chainId)
  const log = getLog(desk)
  const size = BigInt(body.size)
  if (size > MAX_SIZE) {
    throw refuseField('size', 'FIELD_SIZE', `a log has at most ${MAX_SIZE} records`, 'send fewer than 2^64')
  }
  const until =
    body.until === undefined ? (await desk.clock.now()) + CONSENT_SECONDS : parseInstant(body.until)
  const previousHead = body.previousHead ?? (await readLatest(desk.rpc, log, account)).head
  const message = { account, size, root: body.root, previousHead, until }
  return postConsent(desk, openConsent(message, { chainId, verifyingContract: log }), body.signature, origin)
}

function openConsent(
  message: CheckpointsMessage<'Anchor'>,
  domain: { chainId: number; verifyingContract: Address },
): AroundConsent {
  const { account, size, root, previousHead, until } = message
  return {
    kind: 'anchor',
    account,
    contract: domain.verifyingContract,
    until,
    digest: hashCheckpointsMessage('Anchor', message, domain),
    typedData: toCheckpointsTypedData('Anchor', message, domain),
    sentence: writeBoth((locale) => describeCheckpointsMessage('Anchor', message, { locale })),
    fields: { size: size.toString(), root, previousHead },
    errors: FIELDS,
    encodeCall: (signature) =>
      encodeFunctionData({
        abi: checkpointLogAbi,
        functionName: 'anchor',
        args: [size, root, previousHead, { signer: account, until, signature }],
      }),
  }
}

type Checkpoint = {
  readonly size: bigint
  readonly anchoredAt: number
  readonly root: Hex
  readonly head: Hex
}

async function readLatest(rpc: Rpc, log: Address, account: Address): Promise<Checkpoint> {
  const read = { to: log, abi: checkpointLogAbi as Abi, functionName: 'latest', args: [account] }
  return (await readAll(rpc, [read]))[0] as Checkpoint
}

function getLog({ checkpointLog }: CheckpointDesk): Address {
  if (checkpointLog) return checkpointLog
  throw new ProblemError({ code: 'CONTRACT_MISSING', detail: 'there is no CheckpointLog here' })
}

import type { Rpc } from '@cinnabar/ledger'
import {
  type Address,
  type Hex,
  isSameAddress,
  isZeroAddress,
  listVoters,
  type Order,
  type StateName,
} from '@cinnabar/protocol'
import { arbiterPanelAbi } from '@cinnabar/protocol/generated/arbiterPanelAbi'
import type { Abi } from 'viem'
import { refuseField } from '../http/problemError.ts'
import { readAll } from '../ledger/call.ts'
import { isPanelCode } from './panelCode.ts'

/** A panel of this escrow. */
export type Panel = {
  readonly address: Address
  readonly members: readonly Address[]
  readonly threshold: bigint
}

/** The panel that is to rule an order. */
export type PanelInTurn = Panel & {
  /** Members that have a vote in this order. */
  readonly voters: readonly Address[]
}

type Ledger = { readonly rpc: Rpc; readonly escrow: Address }

/**
 * The relayer pays for calls of an `ArbiterPanel` of its own escrow alone: who answers as one and has other code could
 * do anything with a call.
 *
 * @throws ProblemError PANEL_UNKNOWN
 */
export async function openPanel(
  { rpc, escrow }: Ledger,
  address: Address,
  { name = 'the contract', mend }: { name?: string; mend?: string } = {},
): Promise<Panel> {
  const refuse = () =>
    refuseField('panel', 'PANEL_UNKNOWN', `${name} ${address} is no ArbiterPanel of this escrow`, mend)
  const code = await rpc.request<Hex>('eth_getCode', [address, 'latest'])
  if (!isPanelCode(code)) throw refuse()
  const read = (functionName: string) => ({
    to: address,
    abi: arbiterPanelAbi as Abi,
    functionName,
    args: [],
  })
  const [of, members, threshold] = (await readAll(rpc, [
    read('escrow'),
    read('members'),
    read('threshold'),
  ])) as [Address, Address[], bigint]
  if (!isSameAddress(of, escrow)) throw refuse()
  return { address, members, threshold }
}

/**
 * The panel whose turn it is. Only what the order names as its arbiter is called.
 *
 * @param asked - The panel that the request names, if it names one.
 * @throws ProblemError PANEL_UNKNOWN
 */
export async function readPanelInTurn(
  ledger: Ledger,
  { terms, state }: { terms: Order; state: StateName },
  asked: Address | undefined,
): Promise<PanelInTurn> {
  const arbiter = (state === 'Backup' ? terms.backupArbiter : terms.arbiter).toLowerCase() as Address
  const turn = state === 'Backup' ? 'backup arbiter' : 'arbiter'
  if (asked && !isSameAddress(asked, arbiter)) {
    throw refuseField('panel', 'PANEL_UNKNOWN', `the ${turn} of the order is ${arbiter}, not ${asked}`)
  }
  if (isZeroAddress(arbiter)) throw refuseField('panel', 'PANEL_UNKNOWN', `the order names no ${turn}`)
  const panel = await openPanel(ledger, arbiter, {
    name: `the ${turn}`,
    mend: 'an arbiter that is no panel rules by POST /v1/orders/{id}/rule',
  })
  return { ...panel, voters: listVoters(terms, panel) }
}

/** Throws ProblemError NOT_MEMBER. */
export function checkMember({ address, members }: Panel, signer: Address, field: string): void {
  if (isIn(members, signer)) return
  throw refuseField(field, 'NOT_MEMBER', `${signer} is no member of the panel ${address}`)
}

/** Throws ProblemError NOT_MEMBER or MEMBER_CONFLICTED. */
export function checkVoter(panel: PanelInTurn, signer: Address, field: string): void {
  checkMember(panel, signer, field)
  if (isIn(panel.voters, signer)) return
  throw refuseField(field, 'MEMBER_CONFLICTED', `${signer} has a part in the order, and no vote in it`)
}

function isIn(accounts: readonly Address[], account: Address): boolean {
  return accounts.some((other) => isSameAddress(other, account))
}

import type { Rpc } from '@cinnabar/ledger'
import {
  type Address,
  isSameAddress,
  isZeroAddress,
  listVoters,
  type Order,
  type StateName,
} from '@cinnabar/protocol'
import { arbiterPanelAbi } from '@cinnabar/protocol/generated/arbiterPanelAbi'
import type { Abi } from 'viem'
import { refuseField } from '../http/problemError.ts'
import { tryReadAll } from '../ledger/call.ts'

/** The panel that is to rule an order. */
export type Panel = {
  readonly address: Address
  readonly members: readonly Address[]
  readonly threshold: bigint
  /** Members that have a vote in this order. */
  readonly voters: readonly Address[]
}

/**
 * The panel whose turn it is. Only what the order names as its arbiter is called, and only where it answers as a
 * panel of this escrow: the relayer pays for no other contract.
 *
 * @param asked - The panel that the request names, if it names one.
 * @throws ProblemError PANEL_UNKNOWN
 */
export async function readPanel(
  { rpc, escrow }: { rpc: Rpc; escrow: Address },
  { terms, state }: { terms: Order; state: StateName },
  asked: Address | undefined,
): Promise<Panel> {
  const arbiter = (state === 'Backup' ? terms.backupArbiter : terms.arbiter).toLowerCase() as Address
  const turn = state === 'Backup' ? 'backup arbiter' : 'arbiter'
  if (asked && !isSameAddress(asked, arbiter)) {
    throw refuseField('panel', 'PANEL_UNKNOWN', `the ${turn} of the order is ${arbiter}, not ${asked}`)
  }
  if (isZeroAddress(arbiter)) throw refuseField('panel', 'PANEL_UNKNOWN', `the order names no ${turn}`)
  const read = (functionName: string) => ({
    to: arbiter,
    abi: arbiterPanelAbi as Abi,
    functionName,
    args: [],
  })
  const [of, members, threshold] = (await tryReadAll(rpc, [
    read('escrow'),
    read('members'),
    read('threshold'),
  ])) as [Address | undefined, Address[] | undefined, bigint | undefined]
  if (!of || !members || threshold === undefined || !isSameAddress(of, escrow)) {
    const mend = 'an arbiter that is no panel rules by POST /v1/orders/{id}/rule'
    throw refuseField(
      'panel',
      'PANEL_UNKNOWN',
      `the ${turn} ${arbiter} is no ArbiterPanel of this escrow`,
      mend,
    )
  }
  return { address: arbiter, members, threshold, voters: listVoters(terms, { address: arbiter, members }) }
}

/** Throws ProblemError NOT_MEMBER or MEMBER_CONFLICTED. */
export function checkVoter({ address, members, voters }: Panel, signer: Address, field: string): void {
  const isIn = (list: readonly Address[]) => list.some((account) => isSameAddress(account, signer))
  if (!isIn(members)) throw refuseField(field, 'NOT_MEMBER', `${signer} is no member of the panel ${address}`)
  if (!isIn(voters)) {
    throw refuseField(field, 'MEMBER_CONFLICTED', `${signer} has a part in the order, and no vote in it`)
  }
}

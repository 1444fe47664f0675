import { takeResult } from '@cinnabar/ledger'
import { type Address, encodeWord, type Hex } from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import {
  decodeFunctionData,
  encodeFunctionData,
  getAbiItem,
  parseAbi,
  toEventSelector,
  toFunctionSelector,
} from 'viem'
import { listActionsById } from '../store/actions.ts'
import type { RelayContext } from './context.ts'
import type { Refusal } from './decodeRevert.ts'
import type { Stored } from './prepare.ts'

export type Log = { readonly address: Address; readonly topics: readonly Hex[]; readonly data: Hex }

const TOKEN_ABI = parseAbi([
  'event Approval(address indexed owner, address indexed spender, uint256 value)',
  'function allowance(address owner, address spender) view returns (uint256)',
])
const APPROVAL = toEventSelector(TOKEN_ABI[0])
const APPLY_PERMIT = toFunctionSelector(getAbiItem({ abi: escrowAbi, name: 'applyPermit' }))

type Permit = {
  readonly hash: Hex
  readonly escrow: Address
  readonly token: Address
  readonly owner: Address
  readonly amount: bigint
}

/**
 * Permits that a token did not take although their transaction counts. The token says in the receipt that it took one;
 * when it does not, somebody may have used the permit before, and then the allowance is there.
 */
export async function findFailedPermits(
  context: RelayContext,
  included: readonly (Stored & { readonly logs: readonly Log[] })[],
): Promise<Map<Hex, Refusal>> {
  const permits = await readPermits(context, included)
  const silent = permits.filter(({ permit, logs }) => !logs.some((log) => isApproval(log, permit)))
  if (silent.length === 0) return new Map()
  const answers = await context.rpc.batch<Hex>(
    silent.map(({ permit: { escrow, token, owner } }) => ({
      method: 'eth_call',
      params: [
        {
          to: token,
          data: encodeFunctionData({ abi: TOKEN_ABI, functionName: 'allowance', args: [owner, escrow] }),
        },
        'latest',
      ],
    })),
  )
  const failed = silent.flatMap(({ permit: { hash, token, owner, amount } }, i) => {
    const allowance = BigInt(takeResult(answers[i]!))
    if (allowance === amount) return []
    const errorDetail = { token, owner, allowance: allowance.toString(), amount: amount.toString() }
    return [[hash, { errorCode: 'PERMIT_FAILED', errorDetail }] as const]
  })
  return new Map(failed)
}

async function readPermits<Transaction extends Stored>(
  { db }: RelayContext,
  transactions: readonly Transaction[],
) {
  // Most transactions are none: their bytes tell without asking for the actions.
  const likely = transactions.filter(({ raw, actionId }) => actionId && raw.includes(APPLY_PERMIT.slice(2)))
  const ids = likely.map(({ actionId }) => actionId!)
  const actions = new Map((await listActionsById(db, ids)).map((row) => [row.id, row]))
  return likely.flatMap((transaction) => {
    const { kind, toAddress: escrow, calldata } = actions.get(transaction.actionId!)!
    if (kind !== 'permit') return []
    const call = decodeFunctionData({ abi: escrowAbi, data: calldata })
    if (call.functionName !== 'applyPermit') return []
    const [token, owner, amount] = call.args
    const permit: Permit = {
      hash: transaction.hash,
      escrow,
      token: token.toLowerCase() as Address,
      owner: owner.toLowerCase() as Address,
      amount,
    }
    return { ...transaction, permit }
  })
}

function isApproval({ address, topics, data }: Log, { escrow, token, owner, amount }: Permit): boolean {
  const expected = [APPROVAL, encodeWord(owner), encodeWord(escrow)]
  return (
    address.toLowerCase() === token &&
    expected.every((topic, i) => topics[i] === topic) &&
    data === encodeWord(amount)
  )
}

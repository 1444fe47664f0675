import type { HoldingJson } from '@cinnabar/api-schema'
import type { Address } from '@cinnabar/protocol'
import type { Abi } from 'viem'
import type { Rpc } from '@cinnabar/ledger'
import { readAll } from '../ledger/call.ts'
import type { EscrowReader } from '../ledger/escrow.ts'
import { TOKEN_ABI } from '../ledger/tokens.ts'

/** What an account has in one token, read from the ledger. */
export async function readHolding(
  { rpc, escrow, escrowAddress }: { rpc: Rpc; escrow: EscrowReader; escrowAddress: Address },
  token: Address,
  account: Address,
): Promise<HoldingJson> {
  const read = (functionName: string, ...args: unknown[]) => ({
    to: token,
    abi: TOKEN_ABI as Abi,
    functionName,
    args,
  })
  const [held, [wallet, allowance]] = await Promise.all([
    escrow.readHolding(token, account),
    readAll(rpc, [read('balanceOf', account), read('allowance', account, escrowAddress)]),
  ])
  return {
    token,
    balance: held.balance.toString(),
    bond: held.bond.toString(),
    reserved: held.reserved.toString(),
    wallet: String(wallet),
    allowance: String(allowance),
  }
}

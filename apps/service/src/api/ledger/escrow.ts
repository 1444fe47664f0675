import type { Address, Hex, OrderStatus, State } from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import type { Abi } from 'viem'
import type { Rpc } from '@cinnabar/ledger'
import { type Read, readAll } from './call.ts'

const abi = escrowAbi as Abi

type RawStatus = Omit<OrderStatus, 'state' | 'deadline'> & { state: number; deadline: number | bigint }

/** Reads of `Escrow` in the ledger's present state. */
export function createEscrowReader({ rpc, escrow }: { rpc: Rpc; escrow: Address }) {
  const read = (functionName: string, ...args: unknown[]): Read => ({ to: escrow, abi, functionName, args })
  return {
    /** What the contract keeps of an order, and the record of its inspection. */
    async readOrder(order: Hex): Promise<{ status: OrderStatus; inspection: Hex }> {
      const [status, inspection] = await readAll(rpc, [read('statusOf', order), read('inspectionOf', order)])
      const raw = status as RawStatus
      return {
        status: {
          state: raw.state as State,
          shipped: raw.shipped,
          handed: raw.handed,
          extended: raw.extended,
          escalatedByBuyer: raw.escalatedByBuyer,
          deadline: Number(raw.deadline),
          drawn: BigInt(raw.drawn),
          claimed: BigInt(raw.claimed),
        },
        inspection: inspection as Hex,
      }
    },
    async readHolding(token: Address, account: Address) {
      const [balance, bond] = await readAll(rpc, [
        read('balanceOf', token, account),
        read('bondOf', token, account),
      ])
      const [amount, reserved] = bond as [bigint, bigint]
      return { balance: balance as bigint, bond: amount, reserved }
    },
    async readNonceUsed(account: Address, nonce: bigint): Promise<boolean> {
      return (await readAll(rpc, [read('isNonceUsed', account, nonce)]))[0] as boolean
    },
    async readOperatorUntil(account: Address, operator: Address): Promise<number> {
      return Number((await readAll(rpc, [read('operatorUntil', account, operator)]))[0])
    },
    /** Whether an account is a contract: then only it can tell its signatures. */
    async hasCode(account: Address): Promise<boolean> {
      return (await rpc.request<Hex>('eth_getCode', [account, 'latest'])) !== '0x'
    },
  }
}

export type EscrowReader = ReturnType<typeof createEscrowReader>

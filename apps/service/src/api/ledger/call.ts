import type { Address, Hex } from '@cinnabar/protocol'
import { type Abi, decodeFunctionResult, encodeFunctionData } from 'viem'
import { type Rpc, type RpcCall, takeResult } from '@cinnabar/ledger'

/** A call that only reads. */
export type Read = {
  readonly to: Address
  readonly abi: Abi
  readonly functionName: string
  readonly args: readonly unknown[]
}

/** Reads several things of the ledger's present state in one round trip, answered in their order. */
export async function readAll(rpc: Rpc, reads: readonly Read[]): Promise<unknown[]> {
  const answers = await rpc.batch<Hex>(reads.map(toCall))
  return reads.map(({ abi, functionName }, i) =>
    decodeFunctionResult({ abi, functionName, data: takeResult(answers[i]!) }),
  )
}

/** As {@link readAll}, where what a contract refuses is undefined. */
export async function tryReadAll(rpc: Rpc, reads: readonly Read[]): Promise<unknown[]> {
  const answers = await rpc.batch<Hex>(reads.map(toCall))
  return reads.map(({ abi, functionName }, i) => {
    const answer = answers[i]
    try {
      if (answer && 'result' in answer)
        return decodeFunctionResult({ abi, functionName, data: answer.result })
    } catch {
      // An account without code answers nothing, which no function's result is.
    }
    return undefined
  })
}

function toCall({ to, abi, functionName, args }: Read): RpcCall {
  return {
    method: 'eth_call',
    params: [{ to, data: encodeFunctionData({ abi, functionName, args }) }, 'latest'],
  }
}

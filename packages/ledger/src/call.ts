import type { Address, Hex } from '@cinnabar/protocol'
import {
  type Abi,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  decodeFunctionResult,
  encodeFunctionData,
} from 'viem'
import { encodeQuantity } from './formats.ts'
import { type Rpc, RpcError } from './rpc.ts'

/** A simulated call was reverted by the contract. */
export class CallRevertedError extends Error {
  readonly code = 'CALL_REVERTED'
  readonly retryable = false
  /** The ABI-encoded error of the contract; undefined when it gave none. */
  readonly revertData: Hex | undefined
  constructor({ cause }: { cause: RpcError }) {
    super(cause.message, { cause })
    this.name = 'CallRevertedError'
    this.revertData = cause.revertData
  }
}

/** A call that changes nothing. */
export interface SimulatedCall {
  to?: Address
  from?: Address
  data: Hex
  /** As of the latest block when left out. */
  height?: number
}

/** Simulates a call. @returns What it returned. @throws CallRevertedError */
export async function simulateCall(rpc: Rpc, { height, ...call }: SimulatedCall): Promise<Hex> {
  try {
    return await rpc.request<Hex>('eth_call', [
      call,
      height === undefined ? 'latest' : encodeQuantity(height),
    ])
  } catch (error) {
    if (error instanceof RpcError && (error.revertData !== undefined || /revert/i.test(error.message))) {
      throw new CallRevertedError({ cause: error })
    }
    throw error
  }
}

/** Reads a view function of a contract, typed by its ABI. @throws CallRevertedError */
export async function readContract<
  const abi extends Abi,
  functionName extends ContractFunctionName<abi, 'pure' | 'view'>,
  const args extends ContractFunctionArgs<abi, 'pure' | 'view', functionName>,
>(
  rpc: Rpc,
  {
    abi,
    functionName,
    args,
    address,
    height,
  }: {
    abi: abi
    functionName: functionName
    args: args
    address: Address
    height?: number
  },
): Promise<ContractFunctionReturnType<abi, 'pure' | 'view', functionName, args>> {
  const call = { abi, functionName, args } as { abi: Abi; functionName: string; args: readonly unknown[] }
  const data = await simulateCall(rpc, {
    to: address,
    data: encodeFunctionData(call),
    ...(height !== undefined && { height }),
  })
  return decodeFunctionResult({ ...call, data }) as ContractFunctionReturnType<
    abi,
    'pure' | 'view',
    functionName,
    args
  >
}

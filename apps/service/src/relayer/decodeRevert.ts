import { type Hex, STATE_NAMES } from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { testUsdcAbi } from '@cinnabar/protocol/generated/testUsdcAbi'
import { type AbiParameter, decodeErrorResult, hexToString } from 'viem'
import { AROUND_ERRORS } from '../aroundErrors.ts'
import { errorCode, TOKEN_ERRORS } from '../tokenErrors.ts'

/** Why a call was refused, in the contract's own words. */
export type Refusal = { readonly errorCode: string; readonly errorDetail: Record<string, unknown> }

const ABI = [
  ...escrowAbi.filter(({ type }) => type === 'error'),
  ...testUsdcAbi.filter(({ type }) => type === 'error'),
  ...TOKEN_ERRORS,
  ...AROUND_ERRORS,
] as const

/**
 * Reads what a reverted call returned.
 *
 * @returns The error's name as a code, and its fields by name: amounts as strings of digits, states by name.
 */
export function decodeRevert(data: Hex | undefined): Refusal {
  if (!data || data === '0x') return { errorCode: 'EXECUTION_REVERTED', errorDetail: {} }
  try {
    const { errorName, args, abiItem } = decodeErrorResult({ abi: ABI, data })
    if (errorName === ('Error' as string))
      return { errorCode: 'EXECUTION_REVERTED', errorDetail: { reason: args?.[0] } }
    if (errorName === ('Panic' as string))
      return { errorCode: 'EXECUTION_PANICKED', errorDetail: { panic: String(args?.[0]) } }
    const inputs = (abiItem as { inputs?: readonly AbiParameter[] }).inputs ?? []
    const fields = inputs.map((input, index) => [input.name ?? String(index), encode(input, args?.[index])])
    return { errorCode: errorCode(errorName), errorDetail: Object.fromEntries(fields) }
  } catch {
    return { errorCode: 'EXECUTION_REVERTED', errorDetail: { data } }
  }
}

function encode({ name, internalType }: AbiParameter, value: unknown): unknown {
  if (internalType === 'enum State') return STATE_NAMES[value as number]
  if (name === 'field') return hexToString(value as Hex, { size: 32 })
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'string' ? value.toLowerCase() : value
}

import type { ProblemCode } from '@cinnabar/api-schema'
import { isProblemCode } from '@cinnabar/api-schema'
import { type Hex, STATE_NAMES } from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { type Abi, decodeErrorResult, hexToString } from 'viem'
import { AROUND_ERRORS } from '../../aroundErrors.ts'
import { errorCode, TOKEN_ERRORS } from '../../tokenErrors.ts'

/** A call that the ledger would refuse: the stable code, and what the error carried. */
export type Refusal = {
  readonly code: ProblemCode
  readonly detail: string
  readonly args: Readonly<Record<string, unknown>>
}

const ABI = [...(escrowAbi as Abi), ...TOKEN_ERRORS, ...AROUND_ERRORS] as Abi

/** Reads what a reverted call returned. Never throws: what nobody knows is EXECUTION_REVERTED. */
export function decodeRefusal(data: Hex | undefined, message: string): Refusal {
  try {
    const { errorName, args = [], abiItem } = decodeErrorResult({ abi: ABI, data: data! })
    if (errorName === 'Error') return { code: 'EXECUTION_REVERTED', detail: String(args[0]), args: {} }
    if (errorName === 'Panic') return { code: 'EXECUTION_PANICKED', detail: message, args: {} }
    const names = 'inputs' in abiItem ? abiItem.inputs.map(({ name }, i) => name ?? String(i)) : []
    const fields = Object.fromEntries(names.map((name, i) => [name, readArgument(errorName, name, args[i])]))
    const code = toCode(errorName)
    const detail = `${errorName}(${Object.entries(fields)
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(', ')})`
    return { code, detail, args: fields }
  } catch {
    return { code: 'EXECUTION_REVERTED', detail: message, args: {} }
  }
}

function toCode(errorName: string): ProblemCode {
  const code = errorCode(errorName)
  return isProblemCode(code) ? code : 'EXECUTION_REVERTED'
}

function readArgument(errorName: string, name: string, value: unknown): unknown {
  if (errorName === 'TermsInvalid' && name === 'field') return hexToString(value as Hex, { size: 32 })
  const isState = typeof value === 'number' && ['state', 'actual', 'meant'].includes(name)
  return isState ? STATE_NAMES[value] : value
}

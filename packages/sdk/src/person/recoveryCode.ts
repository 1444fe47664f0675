import { deriveBytes } from './deriveBytes.ts'
import { decodeSymbols, encodeSymbols, formatSymbols, readSymbols } from './symbols.ts'

/** Bytes of chance in a code. */
export const CODE_BYTES = 16
const GROUPS = 7
/** Four that say something, and one that checks them. */
const GROUP_SIZE = 5

/** What was read of a printed code. */
export type ReadCode =
  | { readonly status: 'read'; readonly bytes: Uint8Array }
  | {
      readonly status: 'mistyped'
      /**
       * The groups that are wrong, counted from 1: 8 where something follows the last, and none where each is right
       * by itself but they do not belong together.
       */
      readonly groups: readonly number[]
    }

/**
 * 128 bits as a person prints and types them: 7 groups of 5 characters.
 *
 * @example formatRecoveryCode(bytes) // '909M8-JK8K3-FRB3R-3EX3M-07AT5-SAVE9-FFKBA'
 * @see docs/specs/person-keys.md
 */
export function formatRecoveryCode(bytes: Uint8Array): string {
  const data = encodeSymbols(new Uint8Array([...bytes, ...checkOf(bytes)]), GROUPS * (GROUP_SIZE - 1))
  const groups = Array.from({ length: GROUPS }, (_, group) => {
    const symbols = data.slice(group * (GROUP_SIZE - 1), (group + 1) * (GROUP_SIZE - 1))
    return [...symbols, checkSymbol(symbols, group)]
  })
  return formatSymbols(groups.flat(), GROUP_SIZE)
}

/**
 * Reads a code as it was typed: either case, O for 0, I and L for 1, with or without spaces and dashes. A wrong
 * character, two that changed places, and groups that changed places are always noticed.
 */
export function parseRecoveryCode(text: string): ReadCode {
  const pieces = readSymbols(text)
  const isDivided = pieces.length === GROUPS
  const groups = isDivided ? pieces : cut(pieces.flat())
  const wrong = Array.from({ length: Math.max(GROUPS, groups.length) }, (_, group) => group).filter(
    (group) => group >= GROUPS || !isRight(groups[group] ?? [], group),
  )
  if (wrong.length > 0) {
    // Where a character is missing and nothing divides them, all that follow are displaced, not wrong.
    const isDisplaced = !isDivided && pieces.flat().length !== GROUPS * GROUP_SIZE
    return { status: 'mistyped', groups: (isDisplaced ? wrong.slice(0, 1) : wrong).map((group) => group + 1) }
  }
  const all = decodeSymbols(groups.flatMap((group) => group.slice(0, -1)))
  const bytes = all.slice(0, CODE_BYTES)
  return formatRecoveryCode(bytes) === formatSymbols(groups.flat(), GROUP_SIZE)
    ? { status: 'read', bytes }
    : { status: 'mistyped', groups: [] }
}

function cut(symbols: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(symbols.length / GROUP_SIZE) }, (_, group) =>
    symbols.slice(group * GROUP_SIZE, (group + 1) * GROUP_SIZE),
  )
}

function isRight(symbols: readonly number[], group: number): boolean {
  if (symbols.length !== GROUP_SIZE || symbols.includes(-1)) return false
  return checkSymbol(symbols.slice(0, -1), group) === symbols.at(-1)
}

/**
 * Σ αⁿ·symbol in GF(32), and the group's number: each place has a weight of its own, so one wrong symbol and two that
 * changed places never come out even.
 */
function checkSymbol(symbols: readonly number[], group: number): number {
  return symbols.reduce((sum, symbol) => timesAlpha(sum ^ symbol), 0) ^ group
}

/** α is a root of x⁵ + x² + 1. */
function timesAlpha(value: number): number {
  return value & 0b10000 ? (value << 1) ^ 0b100101 : value << 1
}

/** Two bytes, of which the code has the first twelve bits. */
function checkOf(bytes: Uint8Array): Uint8Array {
  return deriveBytes(bytes, { purpose: 'code check', size: 2 })
}

import type { Hex } from '@cinnabar/protocol'
import { arbiterPanelBytecode } from '@cinnabar/protocol/generated/arbiterPanelBytecode'
import { arbiterPanelRuntime } from '@cinnabar/protocol/generated/arbiterPanelRuntime'

const { bytes, immutables } = arbiterPanelRuntime
/** The code of every panel, with zeros where each has values of its own. */
const BLANK = arbiterPanelBytecode.slice(-2 * bytes)
const WORD = 64

/**
 * Whether code on the ledger is that of an `ArbiterPanel`, whatever its escrow, count and threshold. Each of them
 * stands at several places: where they differed, the panel would call another escrow than it names.
 */
export function isPanelCode(code: Hex): boolean {
  const text = code.slice(2).toLowerCase()
  const readAt = (start: number) => text.slice(2 * start, 2 * start + WORD)
  const isOne = immutables.every((places) => new Set(places.map(readAt)).size === 1)
  return isOne && blank(text) === BLANK
}

function blank(text: string): string {
  return immutables
    .flat()
    .reduce((code, start) => code.slice(0, 2 * start) + '0'.repeat(WORD) + code.slice(2 * start + WORD), text)
}

import { concatHex, encodeWord, type Hex, keccak256, ZERO_HASH } from '../bytes.ts'

/** What an anchor says about a log: how many records it has, and the root over them. */
export type Anchor = { readonly size: bigint; readonly root: Hex }

/** Thrown for anchors that the contract would not have taken in this order. */
export class AnchorOrderError extends Error {
  readonly code = 'ANCHOR_ORDER'
  readonly retryable = false
  readonly index: number
  constructor({ index, size, latest }: { index: number; size: bigint; latest: bigint }) {
    super(`anchor ${index} has ${size} records, which is not more than the ${latest} before it`)
    this.name = 'AnchorOrderError'
    this.index = index
  }
}

/** The head after an anchor: `keccak256(abi.encode(previousHead, size, root))`. */
export function checkpointHead(previousHead: Hex, { size, root }: Anchor): Hex {
  return keccak256(concatHex(encodeWord(previousHead), encodeWord(size), encodeWord(root)))
}

/**
 * The head of an account's whole log, from its `Anchored` events in order. Equal to the head on the ledger exactly when
 * no anchor was left out, changed or put elsewhere.
 *
 * @returns Zero for no anchors.
 * @throws AnchorOrderError
 */
export function checkpointChainHead(anchors: readonly Anchor[]): Hex {
  let head = ZERO_HASH
  let latest = 0n
  for (const [index, anchor] of anchors.entries()) {
    if (anchor.size <= latest) throw new AnchorOrderError({ index, size: anchor.size, latest })
    head = checkpointHead(head, anchor)
    latest = anchor.size
  }
  return head
}

import { parseAddress } from '../address.ts'
import type { Hex } from '../bytes.ts'
import { decodeTerms, encodeTerms, type OrderJson } from '../termsCodec.ts'
import type { Order } from '../terms.ts'
import { orderId, type ProtocolDomain } from '../typedData/hash.ts'
import { commitDetail, type Detail, DetailError, MAX_DETAILS } from './detail.ts'
import { detailsRoot, pathOf, rootOfPath, sortDetails } from './tree.ts'

/** A detail that is opened, and where it stands in the tree. */
export type OpenedDetail = Detail & { readonly index: number; readonly path: readonly Hex[] }

/**
 * Chosen details of an order, opened to whoever holds this: a customs officer, a bank. The others stay sealed; how many
 * there are is told, not what they are.
 */
export type DetailsStatement = {
  readonly format: 'cinnabar.details/v1'
  readonly chainId: number
  readonly escrow: Hex
  readonly terms: OrderJson
  readonly size: number
  readonly details: readonly OpenedDetail[]
}

/** What verifying a statement says. `order` is the id that the ledger knows: whether it is there is another question. */
export type StatementVerdict =
  | {
      readonly status: 'proven'
      readonly order: Hex
      readonly domain: ProtocolDomain
      readonly terms: Order
      readonly details: readonly Detail[]
      /** How many details stay sealed. */
      readonly sealed: number
    }
  | { readonly status: 'refused'; readonly reason: StatementRefusal; readonly field?: string }

export type StatementRefusal = 'FORMAT' | 'TERMS' | 'DETAIL' | 'NOT_AGREED' | 'FIELD_TWICE'

/**
 * Opens chosen details of an order.
 *
 * @param details - All details that the terms commit to.
 * @param fields - Those to open, one at least.
 * @throws DetailError if the details are not those of the terms, or a field is none of them, or none is chosen.
 */
export function createStatement({
  terms,
  domain,
  details,
  fields,
}: {
  terms: Order
  domain: ProtocolDomain
  details: readonly Detail[]
  fields: readonly string[]
}): DetailsStatement {
  if (fields.length === 0) throw new DetailError({ field: 'details', reason: 'choose one to open' })
  const sorted = sortDetails(details)
  if (detailsRoot(sorted) !== terms.details) {
    throw new DetailError({ field: 'details', reason: 'these are not the details that the terms commit to' })
  }
  const leaves = sorted.map(commitDetail)
  const opened = [...new Set(fields)].map((field) => {
    const index = sorted.findIndex((detail) => detail.field === field)
    if (index < 0) throw new DetailError({ field, reason: 'the order has no such detail' })
    return { ...sorted[index]!, index, path: pathOf(leaves, index) }
  })
  return {
    format: 'cinnabar.details/v1',
    chainId: domain.chainId,
    escrow: domain.verifyingContract,
    terms: encodeTerms(terms),
    size: sorted.length,
    details: opened,
  }
}

/**
 * Verifies a statement offline: that each opened detail is one that both sides signed in the terms. Never throws.
 *
 * @param value - What was read from a file.
 */
export function verifyStatement(value: unknown): StatementVerdict {
  const statement = value as DetailsStatement
  if (!isStatement(statement)) return { status: 'refused', reason: 'FORMAT' }
  const read = readTerms(statement)
  if (read === undefined) return { status: 'refused', reason: 'TERMS' }
  const seen = new Set<string>()
  for (const detail of statement.details) {
    const commitment = tryCommit(detail)
    if (commitment === undefined) return { status: 'refused', reason: 'DETAIL', ...nameField(detail) }
    if (seen.has(detail.field)) return { status: 'refused', reason: 'FIELD_TWICE', field: detail.field }
    seen.add(detail.field)
    if (rootOfPath(commitment, { ...detail, size: statement.size }) !== read.terms.details) {
      return { status: 'refused', reason: 'NOT_AGREED', field: detail.field }
    }
  }
  const details = statement.details.map(({ field, value, salt }) => ({ field, value, salt }))
  return { status: 'proven', ...read, details, sealed: statement.size - details.length }
}

function isStatement(value: DetailsStatement): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    value.format === 'cinnabar.details/v1' &&
    Number.isSafeInteger(value.chainId) &&
    Number.isSafeInteger(value.size) &&
    value.size >= 1 &&
    value.size <= MAX_DETAILS &&
    Array.isArray(value.details) &&
    value.details.length >= 1 &&
    value.details.length <= value.size &&
    value.details.every(isOpened)
  )
}

function isOpened(detail: OpenedDetail): boolean {
  return (
    typeof detail === 'object' &&
    detail !== null &&
    Number.isSafeInteger(detail.index) &&
    Array.isArray(detail.path) &&
    detail.path.length <= 6 &&
    detail.path.every((node) => typeof node === 'string' && /^0x[0-9a-f]{64}$/.test(node))
  )
}

function readTerms({ chainId, escrow, terms: json }: DetailsStatement) {
  try {
    const domain = { chainId, verifyingContract: parseAddress(escrow) }
    const terms = decodeTerms(json)
    return { order: orderId(terms, domain), domain, terms }
  } catch {
    return undefined
  }
}

function tryCommit(detail: Detail): Hex | undefined {
  try {
    return commitDetail(detail)
  } catch {
    return undefined
  }
}

/** What is no text is not told: it need not even turn into one. */
function nameField({ field }: Detail): { readonly field?: string } {
  return typeof field === 'string' ? { field: field.slice(0, 64) } : {}
}

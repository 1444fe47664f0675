import type {
  EndDisclosureBody,
  EraseDetailsBody,
  OpenDetailsBody,
  OpenedDetailsJson,
  StoreDetailsBody,
} from '@cinnabar/api-schema'
import { type Hex, hashDisclosures, hashItems, isLive, State } from '@cinnabar/protocol'
import { parseInstant } from '../actions/instants.ts'
import { ProblemError, refuseField } from '../http/problemError.ts'
import { checkRequest, type RequestDesk, requireParty } from './checkRequest.ts'
import type { Vault } from './vault.ts'

/** A desk with the keeper of sealed details. */
export type DetailsDesk = RequestDesk & { readonly vault: Vault }

const REFUSALS = {
  ERASED: 'DETAILS_ERASED',
  ITEM_EXISTS: 'DETAIL_EXISTS',
  ITEM_UNKNOWN: 'DETAIL_UNKNOWN',
  TOO_MUCH: 'DETAILS_TOO_MUCH',
} as const

/** Keeps what a party of an order sealed. Throws ProblemError. */
export async function storeDetails(desk: DetailsDesk, order: Hex, body: StoreDetailsBody, tenantId: string) {
  const { holder, items, disclosures, signature } = body
  const { terms, status } = await desk.book.loadKnown(order)
  requireParty(terms, holder, 'holder')
  const hashes = { items: hashItems(items), disclosures: hashDisclosures(disclosures) }
  const message = { order, holder, ...hashes, until: parseInstant(body.until) }
  await checkRequest(desk, 'StoreDetails', message, { signer: holder, signature })
  const isFunded = status.state !== State.None
  const outcome = await desk.vault.store({ tenantId, order, holder, isFunded, items, disclosures })
  if (outcome.status === 'stored') return { items: outcome.items, disclosures: outcome.disclosures }
  const code = REFUSALS[outcome.reason]
  if (outcome.at === undefined) throw new ProblemError({ code })
  throw refuseField(outcome.at, code, 'nothing of this request was stored')
}

/** What a reader may read of an order now. Whoever asks signs: an account that was disclosed nothing gets nothing. */
export async function openDetails(
  desk: DetailsDesk,
  order: Hex,
  body: OpenDetailsBody,
): Promise<OpenedDetailsJson> {
  const { reader, signature } = body
  const { status } = await desk.book.loadKnown(order)
  const message = { order, reader, until: parseInstant(body.until) }
  await checkRequest(desk, 'OpenDetails', message, { signer: reader, signature })
  const opened = await desk.vault.open({ order, reader, status, now: await desk.clock.now() })
  return {
    items: opened.items.map(({ storedAt, ...item }) => ({ ...item, storedAt: storedAt.toISOString() })),
    withheld: [...opened.withheld],
    readers: opened.readers.map(({ since, until, endedAt, lastOpenedAt, ...entry }) => ({
      ...entry,
      since: since.toISOString(),
      until: until?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
      lastOpenedAt: lastOpenedAt?.toISOString() ?? null,
    })),
  }
}

/** Ends what a holder disclosed to a reader. */
export async function endDisclosure(desk: DetailsDesk, order: Hex, body: EndDisclosureBody) {
  const { holder, reader, signature } = body
  const message = { order, holder, reader, until: parseInstant(body.until) }
  await checkRequest(desk, 'EndDisclosure', message, { signer: holder, signature })
  return { ended: await desk.vault.end({ order, holder, reader }) }
}

/** Erases an order's details for its buyer. Money and states stay as they are. */
export async function eraseDetails(desk: DetailsDesk, order: Hex, body: EraseDetailsBody, tenantId: string) {
  const { holder, signature } = body
  const { terms, status } = await desk.book.loadKnown(order)
  if (holder !== terms.buyer.toLowerCase()) {
    const detail = `only the buyer erases the details of an order; ${holder} is not`
    throw refuseField('holder', 'NOT_A_PARTY', detail, 'let the buyer sign, or ask the operator')
  }
  const message = { order, holder, until: parseInstant(body.until) }
  await checkRequest(desk, 'EraseDetails', message, { signer: holder, signature })
  // While money is held, the other side may need them for a dispute.
  if (isLive(status.state)) throw new ProblemError({ code: 'ORDER_LIVE' })
  return desk.vault.erase({ order, tenantId, requestedBy: holder })
}

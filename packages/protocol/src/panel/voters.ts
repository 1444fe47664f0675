import { type Address, isSameAddress, isZeroAddress } from '../address.ts'
import type { Order } from '../terms.ts'

/** The parts in an order that take a panel member's vote. An arbiter's or an operator's part does not. */
const CONFLICTED = ['buyer', 'payer', 'seller', 'platform', 'attestor'] as const

/**
 * The members of a panel that have a vote in an order of these terms. Fewer than the panel's threshold: it cannot rule
 * it, and wallets should say so before anybody signs.
 *
 * @see docs/specs/arbiter-panel.md, The conflict rule
 */
export function listVoters(
  terms: Order,
  panel: { readonly address: Address; readonly members: readonly Address[] },
): Address[] {
  // All of them would earn by ruling for the seller.
  if (isSameAddress(terms.platform, panel.address)) return []
  const parties = CONFLICTED.map((part) => terms[part]).filter((party) => !isZeroAddress(party))
  return panel.members.filter((member) => !parties.some((party) => isSameAddress(party, member)))
}

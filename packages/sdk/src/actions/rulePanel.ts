import type { ActionJson } from '@cinnabar/api-schema'
import { isSameAddress } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import type { ActOptions } from '../signing/orderAction.ts'
import { settleAction } from '../signing/orderAction.ts'
import { type Action, decodeAction } from '../wire/action.ts'
import { formatInstant } from '../wire/instant.ts'
import type { Vote } from './signRuling.ts'

/** Thrown for votes that are not all for the same ruling: of one order, panel, state and amount. */
export class VotesDifferError extends Error {
  readonly code = 'VOTES_DIFFER'
  readonly retryable = false
  readonly field: 'order' | 'panel' | 'state' | 'sellerGross'
  constructor({ field, first, other }: { field: VotesDifferError['field']; first: string; other: string }) {
    super(`${field}: one vote says ${first}, another ${other}; a ruling is one amount that k members signed`)
    this.name = 'VotesDifferError'
    this.field = field
  }
}

/**
 * Has a ruling executed for which enough members voted. Anybody may bring the votes; all must be for the same ruling.
 *
 * @throws VotesDifferError, TypeError without any vote, ApiError with VOTES_MISSING, VOTE_REVOKED and others.
 */
export async function rulePanel(
  client: Client,
  { votes, ...options }: Omit<ActOptions, 'signer' | 'until'> & { readonly votes: readonly Vote[] },
): Promise<Action> {
  const [first, ...others] = votes
  if (!first) throw new TypeError('rulePanel needs votes')
  for (const other of others) requireSame(first, other)
  const { order, panel, state, sellerGross } = first
  const json = await request<ActionJson>(client, {
    method: 'POST',
    path: `/orders/${order}/rule-panel`,
    body: {
      panel,
      state,
      sellerGross,
      votes: votes.map(({ signer, until, signature }) => ({
        signer,
        until: formatInstant(until),
        signature,
      })),
    },
    signal: options.signal,
  })
  return settleAction(client, decodeAction(json), options)
}

function requireSame(first: Vote, other: Vote): void {
  const differ = (field: VotesDifferError['field']) =>
    new VotesDifferError({ field, first: first[field], other: other[field] })
  if (first.order.toLowerCase() !== other.order.toLowerCase()) throw differ('order')
  if (!isSameAddress(first.panel, other.panel)) throw differ('panel')
  if (first.state !== other.state) throw differ('state')
  if (first.sellerGross !== other.sellerGross) throw differ('sellerGross')
}

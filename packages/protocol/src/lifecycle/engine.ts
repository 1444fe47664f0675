import type { UnixSeconds } from '../instant.ts'
import { applyBurnNonce, applyDeposit, applySetOperator, applyTransfer } from './accountActions.ts'
import type { Action } from './actions.ts'
import type { Book } from './book.ts'
import { closeDraft, type Draft, type OrderCredit, openDraft } from './draft.ts'
import type { ProtocolEvent } from './events.ts'
import { applyFund, applyRevoke } from './fundingActions.ts'
import { applyAccept, applyAct, applyLapse, applyRefund, applySettle } from './orderActions.ts'
import type { Refusal } from './refusals.ts'

/** What became of an action: done, with the book after it, or refused, with nothing changed. */
export type Decision =
  | {
      readonly status: 'done'
      readonly book: Book
      /** In the order in which the contract emits them; due defaults first. */
      readonly events: readonly ProtocolEvent[]
      /** What orders added to balances: by endings, draws and refunds. */
      readonly credits: readonly OrderCredit[]
    }
  | Refusal

/**
 * Applies one action to a book, as the contract would at `now`.
 *
 * Order actions first apply the defaults that are due; the `state` an action is meant in is compared after that.
 * A refused action changes nothing, defaults included. Signatures are not looked at: `consent.signer` is who was
 * shown to consent, `consent.relayed` whether by a signature that another brought.
 *
 * @see docs/specs/order.md, States and Money
 */
export function applyAction(book: Book, action: Action, now: UnixSeconds): Decision {
  const draft = openDraft(book)
  const refusal = dispatch(draft, action, now)
  return refusal ?? { status: 'done', book: closeDraft(draft), events: draft.events, credits: draft.credits }
}

function dispatch(draft: Draft, action: Action, now: UnixSeconds): Refusal | undefined {
  switch (action.action) {
    case 'deposit':
      return applyDeposit(draft, action)
    case 'withdraw':
    case 'postBond':
    case 'withdrawBond':
      return applyTransfer(draft, action, now)
    case 'setOperator':
      return applySetOperator(draft, action, now)
    case 'burnNonce':
      return applyBurnNonce(draft, action, now)
    case 'fund':
      return applyFund(draft, action, now)
    case 'revoke':
      return applyRevoke(draft, action, now)
    case 'accept':
      return applyAccept(draft, action, now)
    case 'settle':
      return applySettle(draft, action, now)
    case 'refund':
      return applyRefund(draft, action, now)
    case 'lapse':
      return applyLapse(draft, action, now)
    default:
      return applyAct(draft, action, now)
  }
}

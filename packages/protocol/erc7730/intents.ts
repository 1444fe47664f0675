import type { ActionType } from '../src/index.ts'
import { SENTENCES, type SentenceParts } from '../src/typedData/sentences.ts'
import { tokenPathOf } from './fields.ts'
import { ENGLISH, type SCHEME_TYPES } from './schemes.ts'
import { listLeaves } from './structs.ts'

/** Whose EIP-712 domain a message is signed in. */
export type Domain = 'escrow' | 'token' | 'permit2' | 'keys' | 'panel' | 'checkpoints'

/** What is signed as a message of its own. */
type Message = {
  readonly on: Domain
  /** In at most 30 characters, which is what small devices show. */
  readonly intent: string
  /** Where `describeAction` has no sentence that fits: one with `{path}` for values. */
  readonly sentence?: string
}

/** Signed in the domain of a token, or of Permit2. */
type Elsewhere =
  | 'ReceiveWithAuthorization'
  | 'Permit'
  | 'PermitWitnessTransferFrom:FundOrder'
  | 'PermitWitnessTransferFrom:DepositTo'

/** Everything that is signed. What it consists of stands in `STRUCTS`, how its values are shown in `FIELDS`. */
export const MESSAGES: Readonly<
  Record<ActionType | 'Order' | Elsewhere | keyof typeof SCHEME_TYPES, Message>
> = {
  Quotes: { on: 'escrow', intent: 'Agree to many orders' },
  Order: { on: 'escrow', intent: 'Agree to an order' },
  Fund: { on: 'escrow', intent: 'Pay for an order' },
  Revoke: { on: 'escrow', intent: 'Bar an order' },
  Inspect: { on: 'escrow', intent: 'State goods arrived' },
  Approve: { on: 'escrow', intent: 'Approve the goods' },
  Reject: { on: 'escrow', intent: 'Reject the goods' },
  Ship: { on: 'escrow', intent: 'State goods shipped' },
  Deliver: { on: 'escrow', intent: 'State goods handed over' },
  Confirm: { on: 'escrow', intent: 'Pay the seller in full' },
  Cancel: { on: 'escrow', intent: 'Return the money' },
  Extend: { on: 'escrow', intent: 'Give more time' },
  Dispute: { on: 'escrow', intent: 'Open a dispute' },
  Escalate: { on: 'escrow', intent: 'Ask for a ruling' },
  Rule: { on: 'escrow', intent: 'Rule a dispute' },
  Settle: { on: 'escrow', intent: 'Settle an order' },
  Claim: { on: 'escrow', intent: 'Claim documented cost' },
  Draw: { on: 'escrow', intent: 'Draw early' },
  Refund: { on: 'escrow', intent: 'Give money back' },
  Withdraw: { on: 'escrow', intent: 'Withdraw' },
  PostBond: { on: 'escrow', intent: 'Post a bond' },
  WithdrawBond: { on: 'escrow', intent: 'Free a bond' },
  SetOperator: { on: 'escrow', intent: 'Appoint an operator' },
  BurnNonce: { on: 'escrow', intent: 'Take an offer back' },
  StoreDetails: { on: 'escrow', intent: 'Keep sealed details' },
  OpenDetails: { on: 'escrow', intent: 'Read sealed details' },
  EndDisclosure: { on: 'escrow', intent: 'Stop a reader' },
  EraseDetails: { on: 'escrow', intent: 'Delete details for ever' },
  KeepWays: {
    on: 'escrow',
    intent: 'Keep ways back',
    sentence: 'Keep the sealed document {document} of your ways back to your keys, revision {revision}.',
  },
  SetKey: { on: 'keys', intent: 'Publish a key' },
  RevokeKey: { on: 'keys', intent: 'Take a key back' },
  Ruling: { on: 'panel', intent: 'Vote on a dispute' },
  RevokeVotes: { on: 'panel', intent: 'Take votes back' },
  TakeShare: { on: 'panel', intent: 'Take your share of fees' },
  Anchor: { on: 'checkpoints', intent: 'Anchor a record log' },
  // A token does not know what an authorisation is for: one sentence for an order and for a deposit.
  ReceiveWithAuthorization: {
    on: 'token',
    intent: 'Pay into the escrow',
    sentence:
      'Pay {value} to {to}, for what number {nonce} stands for: an order that you agree to, or a deposit.',
  },
  Permit: {
    on: 'token',
    intent: 'Allow the escrow to take',
    sentence:
      'Let {spender} take up to {value} when you say what for, by another signature or call of your own.',
  },
  'PermitWitnessTransferFrom:FundOrder': {
    on: 'permit2',
    intent: 'Pay for an order',
    sentence: 'Agree to order {witness.order} and pay {permitted.amount} to {spender}, until {deadline}.',
  },
  'PermitWitnessTransferFrom:DepositTo': {
    on: 'permit2',
    intent: 'Pay into the escrow',
    sentence:
      'Deposit {permitted.amount} to the balance of {witness.account} at {spender}, until {deadline}.',
  },
}

export type Signed = keyof typeof MESSAGES

/** An order's sentence names the sum, which is no field: its parts are said instead. */
const ORDER_PARTS =
  '{goods} for goods, {service} for service, {freight} for freight and at most {atCost} at cost'

/**
 * The sentence that a person should read, with `{path}` where a wallet puts values: the English sentence of
 * `describeAction`, asked with the places of the values instead of the values.
 */
export function interpolateIntent(type: Signed): string {
  const own = MESSAGES[type].sentence
  if (own !== undefined) return own
  const sentence = ENGLISH[type as keyof typeof ENGLISH] as unknown as (
    message: object,
    parts: SentenceParts,
  ) => string
  const leaves = listLeaves(type)
  const message = Object.fromEntries(leaves.map(({ path, name }) => [name, createPlace(path)]))
  const hasToken = leaves.some((leaf) => tokenPathOf(leaf) !== undefined)
  const parts = {
    order: '{order}',
    amount: (place: unknown) => (hasToken ? `${place}` : `${place} ${SENTENCES.en.words.baseUnits}`),
    account: String,
    hash: String,
    instant: String,
    span: String,
    paid: type === 'Order' ? ORDER_PARTS : undefined,
    seller: undefined,
  } as unknown as SentenceParts
  return sentence(message, parts)
}

/** Stands for a value: in a text it is the place where the value goes, in a comparison it is one. */
function createPlace(path: string): object {
  return { [Symbol.toPrimitive]: (hint: string) => (hint === 'string' ? `{${path}}` : 1n) }
}

/** The paths that a sentence names. */
export function listPlaces(sentence: string): string[] {
  return [...sentence.matchAll(/\{([^{}]+)\}/g)].map(([, path]) => path!)
}

import {
  type Action,
  type ActionFields,
  type ActionName,
  type Address,
  applyAction,
  type Book,
  balanceOf,
  bondOf,
  createBook,
  DAY,
  type Decision,
  decideDueDefaults,
  type Order,
  type OrderStatus,
  orderId,
  type ProtocolDomain,
  quoteTerms,
  State,
  statusOf,
  type UnixSeconds,
  ZERO_HASH,
} from '../src/index.ts'

/** Easy addresses for tests. */
export const account = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`

export const DOMAIN: ProtocolDomain = { chainId: 31_337, verifyingContract: account(0xe5c) }
export const START = 1_800_000_000

export const PEOPLE = {
  buyer: account(0xb1),
  payer: account(0xb2),
  seller: account(0x5e),
  platform: account(0x91),
  arbiter: account(0xa1),
  backupArbiter: account(0xa2),
  attestor: account(0xa7),
  stranger: account(0x57),
} as const
export type Person = keyof typeof PEOPLE
export const TOKEN = account(0x70)

/** A daigou order of 1,350 base units with everybody named and a fee of 2.5 %. */
export const TERMS: Order = quoteTerms({
  preset: 'daigou',
  buyer: PEOPLE.buyer,
  seller: PEOPLE.seller,
  platform: PEOPLE.platform,
  arbiter: PEOPLE.arbiter,
  backupArbiter: PEOPLE.backupArbiter,
  attestor: PEOPLE.attestor,
  token: TOKEN,
  goods: 1000n,
  service: 100n,
  freight: 50n,
  atCost: 200n,
  feeBps: 250,
  validUntil: START + 30 * DAY,
  salt: 1n,
}).terms

type FieldsWithout<Name extends ActionName> = Partial<ActionFields[Name]>

/** A book with one order in it, played step by step. */
export type Play = {
  readonly terms: Order
  readonly order: `0x${string}`
  now: UnixSeconds
  book: Book
  /** Applies an action by a person; what is left out is filled with what would be right. */
  try<Name extends ActionName>(person: Person, name: Name, fields?: FieldsWithout<Name>): Decision
  /** The same, and fails unless it is done. */
  do<Name extends ActionName>(
    person: Person,
    name: Name,
    fields?: FieldsWithout<Name>,
  ): Extract<Decision, { status: 'done' }>
  status(): OrderStatus
  balance(person: Person): bigint
  bond(person: Person): { amount: bigint; reserved: bigint }
}

/** Opens a book where every person has 10,000 and the seller a bond of 1,000. */
export function createPlay(change: Partial<Order> = {}): Play {
  const terms = { ...TERMS, ...change }
  const order = orderId(terms, DOMAIN)
  const hold = (amount: bigint) => (owner: Address) => ({ token: TOKEN, account: owner, amount })
  const play: Play = {
    terms,
    order,
    now: START,
    book: createBook({
      domain: DOMAIN,
      balances: Object.values(PEOPLE).map(hold(10_000n)),
      bonds: [PEOPLE.seller].map(hold(1000n)),
    }),
    try(person, name, fields) {
      const action = { ...fillFields(play, person), ...fields, action: name } as unknown as Action
      const decision = applyAction(play.book, action, play.now)
      if (decision.status === 'done') play.book = decision.book
      return decision
    },
    do(person, name, fields) {
      const decision = play.try(person, name, fields)
      if (decision.status === 'done') return decision
      throw new Error(`${person} ${name}: ${decision.reason}`)
    },
    status: () => statusOf(play.book, order),
    balance: (person) => balanceOf(play.book, TOKEN, PEOPLE[person]),
    bond: (person) => bondOf(play.book, TOKEN, PEOPLE[person]),
  }
  return play
}

let nonce = 0n

function fillFields({ book, order, terms, now }: Play, person: Person): Record<string, unknown> {
  nonce += 1n
  const found = book.orders.get(order)
  const last = found && decideDueDefaults(terms, found.status, now).at(-1)
  const due = last && ('ends' in last.default ? State.Settled : last.status.state)
  const offer = (signer: Address) => ({
    nonce,
    consent: { signer, until: now, relayed: signer !== PEOPLE[person] },
  })
  return {
    order,
    terms,
    token: TOKEN,
    recipient: PEOPLE[person],
    state: due ?? found?.status.state ?? State.None,
    consent: { signer: PEOPLE[person], until: now },
    nonce,
    record: ZERO_HASH,
    document: ZERO_HASH,
    inspection: found?.inspection ?? ZERO_HASH,
    claimed: found?.status.claimed ?? 0n,
    quoter: PEOPLE[person],
    caller: PEOPLE[person],
    fromBalance: true,
    agreement: { buyer: true, quoter: terms.seller },
    buyer: offer(terms.buyer),
    seller: offer(terms.seller),
  }
}

/** Takes an order to a state on the straight way, a minute a step. */
export function reach(target: keyof typeof State, change: Partial<Order> = {}): Play {
  const play = createPlay(change)
  const inspection = play.terms.windows.inspect > 0
  const attested = play.terms.attestor === PEOPLE.attestor
  const funder = play.terms.payer === PEOPLE.payer ? 'payer' : 'buyer'
  const steps: [keyof typeof State, () => unknown][] = [
    ['Accepted', () => play.do(funder, 'fund')],
    ...(inspection
      ? ([
          ['Inspected', () => play.do(attested ? 'attestor' : 'seller', 'inspect')],
          ['Approved', () => play.do('buyer', 'approve')],
        ] as [keyof typeof State, () => unknown][])
      : []),
    ['Shipped', () => play.do('seller', 'ship')],
    ...(attested
      ? ([['Delivered', () => play.do('attestor', 'deliver')]] as [keyof typeof State, () => unknown][])
      : []),
    ['Disputed', () => play.do('buyer', 'dispute')],
    ['Escalated', () => play.do('buyer', 'escalate')],
    [
      'Backup',
      () => {
        play.now = play.status().deadline + 1
        return play.do('stranger', 'lapse')
      },
    ],
  ]
  if (target === 'Requested') {
    play.do(funder, 'fund', { agreement: { buyer: true } })
    return play
  }
  for (const [state, step] of steps) {
    step()
    if (state === target) return play
    play.now += 60
  }
  throw new Error(`no straight way to ${target}`)
}

/** Moves to the second after the deadline. */
export function pass(play: Play): void {
  play.now = play.status().deadline + 1
}

/** The refusal's reason, or `done`. */
export function outcomeOf(decision: Decision): string {
  return decision.status === 'done' ? 'done' : decision.reason
}

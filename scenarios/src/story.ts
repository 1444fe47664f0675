import type { DisclosureReason, PresetName } from '@cinnabar/protocol'

/** A text in the languages that Cinnabar speaks. */
export type Text = { readonly en: string; readonly 'zh-CN': string }

/** Decimal text of an amount in the story's token: `"100.83"`. */
export type Amount = string

/** A party's name within its story: `"buyer"`. */
export type PartyName = string

/** An order's name within its story: `"goods"`. */
export type OrderName = string

/** What a party has when the story begins. */
export type Party = {
  /** In its wallet, outside the escrow. */
  readonly wallet?: Amount
  /** In its balance in the escrow. */
  readonly balance?: Amount
  /** In its bond in the escrow. */
  readonly bond?: Amount
}

/** The terms of an order, in the story's words; what is left out is zero, nobody, or the preset's. */
export type OrderTerms = {
  readonly preset: PresetName
  readonly buyer: PartyName
  readonly seller: PartyName
  readonly platform?: PartyName
  readonly arbiter?: PartyName
  readonly backupArbiter?: PartyName
  readonly attestor?: PartyName
  readonly goods?: Amount
  readonly service?: Amount
  readonly freight?: Amount
  readonly atCost?: Amount
  readonly feeBps?: number
  /** The order that this one belongs to. */
  readonly link?: OrderName
  /** What the buyer seals, by field; the terms commit to it. */
  readonly details?: Readonly<Record<string, string>>
}

/** Who may read what, and why; all fields when none are named. */
export type ReaderOf = {
  readonly party: PartyName
  readonly reason: DisclosureReason
  readonly fields?: readonly string[]
}

/** What an action's record is: a text whose hash it carries, or a photograph that was sealed before. */
export type RecordOf = string | { readonly photograph: string }

/** What holds of the order after a step. */
export type Expectation = {
  readonly state: string
  readonly ending?: string
}

type StepOf<Act extends string, Fields = unknown> = {
  readonly act: Act
  /** What happens, for the reader; the default names the party, the act and the order. */
  readonly says?: Text
} & Fields

type OrderStep<Act extends string, Fields = unknown> = StepOf<
  Act,
  {
    readonly order: OrderName
    readonly by: PartyName
    readonly expect?: Expectation
    /** The step is refused with this code, and changes nothing. */
    readonly refused?: string
  } & Fields
>

/** `document` is a text here; its hash goes into the action. */
export type Step =
  | OrderStep<'quote'>
  /** The seller signs the quotes of several orders at once. */
  | StepOf<'quotes', { readonly orders: readonly OrderName[]; readonly by: PartyName }>
  | OrderStep<
      'fund',
      {
        readonly funding: 'authorization' | 'balance' | 'allowance'
        /** Only the terms are taken from the quote: the seller has not agreed, and accepts later. */
        readonly isRequest?: boolean
      }
    >
  /** Bars an order that is quoted and not funded. */
  | OrderStep<'revoke'>
  | OrderStep<'accept' | 'cancel' | 'escalate' | 'approve' | 'confirm'>
  | OrderStep<'inspect' | 'reject' | 'ship' | 'deliver' | 'dispute', { readonly record: RecordOf }>
  | OrderStep<'claim', { readonly total: Amount; readonly document: string }>
  | OrderStep<'draw', { readonly total: Amount; readonly record: RecordOf }>
  | OrderStep<'rule', { readonly sellerGross: Amount }>
  | OrderStep<'settle', { readonly sellerTotal: Amount }>
  | OrderStep<'refund', { readonly amount: Amount }>
  /** The party publishes its sealing key. */
  | StepOf<'setKey', { readonly by: PartyName }>
  /** The details of the order are sealed to readers, and kept. */
  | OrderStep<'seal' | 'disclose', { readonly readers: readonly ReaderOf[] }>
  | OrderStep<'endDisclosure', { readonly reader: PartyName }>
  | OrderStep<'message', { readonly to: PartyName; readonly text: string }>
  /** A photograph is cleaned, sealed and kept; `comment` is what the camera wrote into the file, as Exif too. */
  | OrderStep<
      'photograph',
      { readonly name: string; readonly comment: string; readonly readers: readonly ReaderOf[] }
    >
  /** Of what the party keeps, everybody reads now exactly this: fields, `message`, `evidence`. Who is left out reads nothing. */
  | OrderStep<'readers', { readonly reads: Readonly<Record<PartyName, readonly string[]>> }>
  /** All that is sealed in the order is destroyed; what was proven of it before is still proven. */
  | OrderStep<'erase'>
  /** The escrow may take so much of the wallet, by an ERC-2612 permit. */
  | StepOf<'permit', { readonly by: PartyName; readonly amount: Amount }>
  | StepOf<'withdraw', { readonly by: PartyName; readonly amount: Amount }>
  | StepOf<'withdrawBond', { readonly by: PartyName; readonly amount: Amount }>
  /** Time passes; needs a ledger whose time can be moved. */
  | StepOf<'advance', { readonly seconds: number }>
  /** Somebody else brings the order there, such as the keeper. */
  | StepOf<'await', { readonly order: OrderName; readonly expect: Expectation }>

/** One of the stories of domain.md, as data. */
export type Story = {
  readonly number: number
  readonly name: string
  readonly title: Text
  readonly parties: Readonly<Record<PartyName, Party>>
  readonly orders: Readonly<Record<OrderName, OrderTerms>>
  readonly steps: readonly Step[]
  /** What every party has at the end, to the base unit; what is left out is zero. */
  readonly outcome: Readonly<Record<PartyName, Party>>
}

/** Whether the story needs a ledger whose time can be moved. */
export function movesTime(story: Story): boolean {
  return story.steps.some((step) => step.act === 'advance')
}

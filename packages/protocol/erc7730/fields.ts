import { fieldsOf, type Leaf, nameOf } from './structs.ts'

/** How a value is shown: what it is, as a person understands it. */
type Kind =
  | 'hash'
  | 'account'
  | 'token'
  | 'money'
  | 'share'
  | 'instant'
  | 'span'
  | 'state'
  | 'flag'
  | 'number'

/** A value by its name: its kind and its label in English. */
type FieldText = { readonly kind: Kind; readonly label: string; readonly optional?: true }

/**
 * The values that people sign, by field name, or by `Struct.field` where a struct means something else by it.
 * `optional`: a wallet may leave it out, since it only makes a signature unique. Labels have at most 20 characters,
 * which is what small devices show.
 */
export const FIELDS: Readonly<Record<string, FieldText>> = {
  root: { kind: 'hash', label: 'List of orders' },
  order: { kind: 'hash', label: 'Order' },
  state: { kind: 'state', label: 'Only in state' },
  until: { kind: 'instant', label: 'Valid until' },
  nonce: { kind: 'number', label: 'Offer number', optional: true },
  record: { kind: 'hash', label: 'Record' },
  inspection: { kind: 'hash', label: 'Inspection record' },
  document: { kind: 'hash', label: 'Document' },
  fromBalance: { kind: 'flag', label: 'From escrow balance' },
  claimed: { kind: 'money', label: 'Cost' },
  extraSeconds: { kind: 'span', label: 'Extra time' },
  sellerGross: { kind: 'money', label: 'Earned' },
  sellerTotal: { kind: 'money', label: 'Seller' },
  total: { kind: 'money', label: 'Total' },
  amount: { kind: 'money', label: 'Amount' },
  account: { kind: 'account', label: 'Your account' },
  recipient: { kind: 'account', label: 'Recipient' },
  operator: { kind: 'account', label: 'Operator' },
  operatorUntil: { kind: 'instant', label: 'Operator until' },
  'BurnNonce.nonce': { kind: 'number', label: 'Number to take back' },

  buyer: { kind: 'account', label: 'Buyer' },
  payer: { kind: 'account', label: 'Payer (0: buyer)' },
  seller: { kind: 'account', label: 'Seller' },
  token: { kind: 'token', label: 'Token' },
  platform: { kind: 'account', label: 'Platform (0: none)' },
  arbiter: { kind: 'account', label: 'Arbiter (0: none)' },
  backupArbiter: { kind: 'account', label: 'Backup arbiter' },
  attestor: { kind: 'account', label: 'Attestor (0: none)' },
  goods: { kind: 'money', label: 'Goods' },
  service: { kind: 'money', label: 'Service' },
  freight: { kind: 'money', label: 'Freight' },
  atCost: { kind: 'money', label: 'At cost, at most' },
  arbiterFee: { kind: 'money', label: "Arbiter's fee" },
  feeBps: { kind: 'share', label: 'Platform fee' },
  drawBps: { kind: 'share', label: 'Early draw, at most' },
  abandonBps: { kind: 'share', label: 'Seller if abandoned' },
  silenceBps: { kind: 'share', label: 'Seller if no ruling' },
  validUntil: { kind: 'instant', label: 'Can be funded until' },
  details: { kind: 'hash', label: 'Sealed details' },
  link: { kind: 'hash', label: 'Linked order' },
  salt: { kind: 'number', label: 'Salt', optional: true },
  'Windows.accept': { kind: 'span', label: 'Time to accept' },
  'Windows.fulfil': { kind: 'span', label: 'Time to fulfil' },
  'Windows.inspect': { kind: 'span', label: 'Time to inspect' },
  'Windows.store': { kind: 'span', label: 'Time in store' },
  'Windows.deliver': { kind: 'span', label: 'Time to deliver' },
  'Windows.confirm': { kind: 'span', label: 'Time to confirm' },
  'Windows.dispute': { kind: 'span', label: 'Time in dispute' },
  'Windows.ruling': { kind: 'span', label: 'Time to rule' },

  holder: { kind: 'account', label: 'Your account' },
  reader: { kind: 'account', label: 'Reader' },
  items: { kind: 'hash', label: 'Sealed items' },
  disclosures: { kind: 'hash', label: 'Readers' },
  'OpenDetails.reader': { kind: 'account', label: 'Your account' },
  key: { kind: 'hash', label: 'Encryption key' },
  version: { kind: 'number', label: 'Change number' },
  revision: { kind: 'number', label: 'Revision' },
  through: { kind: 'instant', label: 'Votes valid to' },
  member: { kind: 'account', label: 'Your account' },
  taken: { kind: 'money', label: 'Taken before' },
  size: { kind: 'number', label: 'Records' },
  'Anchor.root': { kind: 'hash', label: 'Root of the log' },
  previousHead: { kind: 'hash', label: 'Anchored before' },

  spender: { kind: 'account', label: 'To (the escrow)' },
  deadline: { kind: 'instant', label: 'Until' },
  'Permit.owner': { kind: 'account', label: 'From' },
  'Permit.value': { kind: 'money', label: 'At most' },
  'DepositTo.account': { kind: 'account', label: 'To the balance of' },

  'ReceiveWithAuthorization.from': { kind: 'account', label: 'From' },
  'ReceiveWithAuthorization.to': { kind: 'account', label: 'To (the escrow)' },
  'ReceiveWithAuthorization.value': { kind: 'money', label: 'Amount' },
  'ReceiveWithAuthorization.validAfter': { kind: 'instant', label: 'Only after' },
  'ReceiveWithAuthorization.validBefore': { kind: 'instant', label: 'Only before' },
  'ReceiveWithAuthorization.nonce': {
    kind: 'hash',
    label: 'Order or deposit',
  },
}

/** A field format specification of ERC-7730. */
export type FieldFormat = {
  readonly path: string
  readonly label: string
  readonly format: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly visible?: 'optional'
}

/** The name under which {@link FIELDS} lists a value. @throws Error for a field that nobody described. */
export function nameField({ struct, name }: Pick<Leaf, 'struct' | 'name'>): string {
  const known = [`${nameOf(struct)}.${name}`, name].find((key) => Object.hasOwn(FIELDS, key))
  if (known === undefined) throw new Error(`${struct}.${name} has no label: add it to FIELDS`)
  return known
}

/** Where the address of the token stands that an amount is in: a path, or nowhere in the message. */
export function tokenPathOf({ struct, path, name }: Leaf): string | undefined {
  if (struct === 'ReceiveWithAuthorization' || struct === 'Permit') return '@.to'
  const isNamed = fieldsOf(struct).some((field) => field.name === 'token' && field.type === 'address')
  return isNamed ? `${path.slice(0, -name.length)}token` : undefined
}

/** How a value is shown. */
export function formatField(leaf: Leaf): FieldFormat {
  const { kind, label, optional } = FIELDS[nameField(leaf)]!
  const token = tokenPathOf(leaf)
  // An order's token stands in its terms, which an act does not repeat: the wallet cannot know its decimals.
  const isBare = kind === 'money' && token === undefined
  return {
    path: leaf.path,
    label: isBare ? `${label}, base units` : label,
    ...FORMATS[kind](token),
    ...(optional && { visible: 'optional' as const }),
  }
}

type Format = Pick<FieldFormat, 'format' | 'params'>

const RAW: Format = { format: 'raw' }

const FORMATS: Readonly<Record<Kind, (tokenPath: string | undefined) => Format>> = {
  hash: () => RAW,
  flag: () => RAW,
  number: () => RAW,
  account: () => ({ format: 'addressName', params: { types: ['wallet', 'eoa', 'contract'] } }),
  token: () => ({ format: 'addressName', params: { types: ['token'] } }),
  money: (tokenPath) => (tokenPath === undefined ? RAW : { format: 'tokenAmount', params: { tokenPath } }),
  share: () => ({ format: 'unit', params: { base: '%', decimals: 2 } }),
  instant: () => ({ format: 'date', params: { encoding: 'timestamp' } }),
  span: () => ({ format: 'duration' }),
  state: () => ({ format: 'enum', params: { $ref: '$.metadata.enums.state' } }),
}

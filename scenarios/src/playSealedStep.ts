import {
  createStatement,
  type Hex,
  orderId,
  verifyErasureCertificate,
  verifyStatement,
} from '@cinnabar/protocol'
import {
  discloseDetails,
  endDisclosure,
  type ErasureCertificate,
  eraseDetails,
  getNetwork,
  getOrder,
  openDetails,
  type ReaderChoice,
  sendMessage,
  storeDetails,
  storeEvidence,
} from '@cinnabar/sdk'
import { createNodeCodec } from '@cinnabar/sdk/node'
import type { Cast } from './cast.ts'
import { takePhotograph } from './photograph.ts'
import type { OrderName, PartyName, ReaderOf, Step } from './story.ts'

const SEALED_ACTS = [
  'seal',
  'disclose',
  'endDisclosure',
  'message',
  'photograph',
  'readers',
  'erase',
] as const

/** Steps that touch what is sealed, and no state of the order. */
export type SealedStep = Extract<Step, { act: (typeof SEALED_ACTS)[number] }>

export function isSealedStep(step: Step): step is SealedStep {
  return (SEALED_ACTS as readonly string[]).includes(step.act)
}

/** Plays a step of sealed details. @returns What it led to, in a few words. */
export async function playSealedStep(step: SealedStep, cast: Cast): Promise<string> {
  const { signal } = cast
  const id = getId(step.order, cast)
  const client = cast.clientOf(step.by)
  const ownKey = cast.sealingKeys[step.by]!.publicKey
  switch (step.act) {
    case 'seal':
      return seal(step.order, step.by, step.readers, cast)
    case 'disclose': {
      const readers = step.readers.map(chooseReader(cast))
      await discloseDetails(client, { id, readers, sealingKeys: [cast.sealingKeys[step.by]!], signal })
      return `disclosed to ${step.readers.map(({ party }) => party).join(', ')}`
    }
    case 'endDisclosure': {
      const ended = await endDisclosure(client, { id, reader: addressOf(step.reader, cast), signal })
      return `${ended} fields taken back`
    }
    case 'message': {
      const readers = [chooseReader(cast)({ party: step.to, reason: 'conversation' })]
      await sendMessage(client, { id, text: step.text, ownKey, readers, signal })
      return `sealed to ${step.to}`
    }
    case 'photograph': {
      const codec = await createNodeCodec()
      const file = await takePhotograph(codec, step.comment)
      const readers = step.readers.map(chooseReader(cast))
      const { record } = await storeEvidence(client, { id, file, clean: { codec }, ownKey, readers, signal })
      cast.photographs.set(step.name, record)
      return 'cleaned and sealed'
    }
    case 'readers':
      return checkReaders(step.order, step.by, step.reads, cast)
    case 'erase':
      return erase(step.order, step.by, cast)
  }
}

/** Seals what `RunOptions.details` says, where the story itself says nothing. */
export async function sealByDefault(order: OrderName, cast: Cast): Promise<void> {
  const { buyer, seller, details } = cast.story.orders[order]!
  if (details !== undefined || cast.details[order]!.length === 0) return
  await seal(order, buyer, [{ party: seller, reason: 'fulfilment' }], cast)
}

async function seal(
  order: OrderName,
  by: PartyName,
  readers: readonly ReaderOf[],
  cast: Cast,
): Promise<string> {
  const details = cast.details[order]!
  await storeDetails(cast.clientOf(by), {
    id: getId(order, cast),
    details,
    ownKey: cast.sealingKeys[by]!.publicKey,
    readers: readers.map(chooseReader(cast)),
    signal: cast.signal,
  })
  return `${details.length} fields sealed`
}

/** Asks the vault as every party, and compares with what the holder is told. */
async function checkReaders(
  order: OrderName,
  by: PartyName,
  expected: Readonly<Record<PartyName, readonly string[]>>,
  cast: Cast,
): Promise<string> {
  const others = Object.keys(cast.accounts).filter((party) => party !== by)
  const told = (await open(order, by, cast)).readers.filter(({ mayRead }) => mayRead)
  for (const party of others) {
    const wanted = [...(expected[party] ?? [])].sort()
    const { fields } = await open(order, party, cast)
    const holder = addressOf(by, cast)
    const read = fields.filter((field) => field.holder === holder && field.status === 'opened')
    const list = told.filter(({ reader }) => reader === addressOf(party, cast))
    for (const [source, names] of [
      ['reads', read],
      ['is told to read', list],
    ] as const) {
      const found = names.map(({ field }) => kindOf(field)).sort()
      if (found.join() !== wanted.join())
        throw new Error(`${party} should read ${wanted.join() || 'nothing'}, and ${source} ${found.join()}`)
    }
  }
  return Object.keys(expected).length === 0 ? 'nobody reads' : `${Object.keys(expected).join(', ')} read`
}

async function erase(order: OrderName, by: PartyName, cast: Cast): Promise<string> {
  const id = getId(order, cast)
  const { terms, state } = await getOrder(cast.observer, { id, signal: cast.signal })
  const { chainId, escrow } = await getNetwork(cast.observer, { signal: cast.signal })
  const details = cast.details[order]!
  const domain = { chainId, verifyingContract: escrow }
  const statement = createStatement({ terms, domain, details, fields: [details[0]!.field] })
  const certificate = await eraseDetails(cast.clientOf(by), { id, signal: cast.signal })
  checkCertificate(certificate, { id, by: addressOf(by, cast), atLeast: details.length })
  for (const party of Object.keys(cast.accounts)) {
    const { fields, withheld, readers } = await open(order, party, cast)
    if (fields.length + withheld.length + readers.length > 0)
      throw new Error(`${party} still finds something of the order that was erased`)
  }
  const verdict = verifyStatement(JSON.parse(JSON.stringify(statement)))
  if (verdict.status !== 'proven' || verdict.order !== id) throw new Error('the statement is proven no more')
  const after = await getOrder(cast.observer, { id, signal: cast.signal })
  if (after.state !== state) throw new Error(`erasing moved the order from ${state} to ${after.state}`)
  if (orderId(after.terms, domain) !== id) throw new Error('the order is not that of its terms any more')
  return `${certificate.destroyed.rows.items} fields destroyed`
}

function checkCertificate(
  certificate: ErasureCertificate,
  { id, by, atLeast }: { id: Hex; by: Hex; atLeast: number },
): void {
  const { order, requestedBy, destroyed } = certificate
  const { status } = verifyErasureCertificate(certificate)
  const items = destroyed.rows.items ?? 0
  if (status !== 'proven' || order !== id || requestedBy !== by || items < atLeast)
    throw new Error(`no certificate of erasing ${atLeast} fields of ${id}: ${JSON.stringify(certificate)}`)
}

function open(order: OrderName, party: PartyName, cast: Cast) {
  const sealingKeys = [cast.sealingKeys[party]!]
  return openDetails(cast.clientOf(party), { id: getId(order, cast), sealingKeys, signal: cast.signal })
}

/** A reader's key is taken from the registry where it is published, else from the reader itself. */
function chooseReader(cast: Cast) {
  return ({ party, reason, fields }: ReaderOf): ReaderChoice => ({
    reader: addressOf(party, cast),
    reason,
    fields,
    key: cast.published.has(party) ? undefined : cast.sealingKeys[party]!.publicKey,
  })
}

function addressOf(party: PartyName, cast: Cast): Hex {
  return cast.accounts[party]!.address.toLowerCase() as Hex
}

/** Messages and files have random names: their kind is what a story speaks of. */
function kindOf(field: string): string {
  return /^(message|evidence)\./.exec(field)?.[1] ?? field
}

function getId(order: OrderName, cast: Cast): Hex {
  const id = cast.ids.get(order)
  if (id === undefined) throw new Error(`the order ${order} is not funded yet`)
  return id
}

import { pathOf } from '../src/details/tree.ts'
import {
  commitDetail,
  createStatement,
  type Detail,
  type DetailsType,
  type Disclosure,
  detailsRoot,
  encodeHex,
  encodePlace,
  encodeReaderPlace,
  encodeTerms,
  hashDetailsMessage,
  hashDisclosures,
  hashItems,
  hashText,
  type SealedItem,
  type SealPlace,
  sortDetails,
  verifyStatement,
} from '../src/index.ts'
import { createRandom } from './random.ts'
import { createRandomTerms } from './randomTerms.ts'
import { accountOf, VECTOR_DOMAIN } from './stage.ts'

const START = 1_800_000_000
const UNTIL = START + 600
const ORDER = hashText('order')

const VALUES: Readonly<Record<string, string>> = {
  'recipient.name': '王小明 Wang Xiaoming',
  'recipient.address': '1 Long Lane\nShanghai 🏠',
  'recipient.phone': '+86 138 0013 8000',
  'goods.value': '',
  'goods.hsCode': '6403.99',
  'goods.link': 'https://shop.example/item?id=4711',
  'parcel.note': 'é and e\u0301 are two texts',
}
const DETAILS: readonly Detail[] = Object.entries(VALUES).map(([field, value]) => ({
  field,
  value,
  salt: hashText(`salt of ${field}`),
}))

const ITEMS: readonly SealedItem[] = [
  { ...itemOf('recipient.name', 1), ciphertext: '0x010203' },
  { ...itemOf('recipient.name', 2), ciphertext: '0x' },
  { ...itemOf('message.0f3a', 1), ciphertext: '0xff' },
]
const DISCLOSURES: readonly Disclosure[] = [
  { ...readerOf('seller'), field: 'recipient.name', version: 2, reason: 'fulfilment', until: 0 },
  { ...readerOf('arbiter'), field: 'recipient.name', version: 2, reason: 'dispute', until: UNTIL },
]
const PLACES: readonly SealPlace[] = [
  { domain: VECTOR_DOMAIN, order: ORDER, field: 'recipient.name', version: 1 },
  { domain: VECTOR_DOMAIN, order: ORDER, field: 'evidence.0f3a', version: 2 ** 32 - 1 },
]

function itemOf(field: string, version: number) {
  return { field, version, commitment: hashText(`commitment ${field} ${version}`) }
}

function readerOf(role: 'seller' | 'arbiter') {
  return {
    reader: accountOf(role),
    key: hashText(`key of ${role}`),
    sealedKey: hashText(`sealed to ${role}`),
  }
}

/** Commitments, roots, paths, places, hashes and a statement of sealed details. */
export function buildDetails() {
  return {
    domain: VECTOR_DOMAIN,
    trees: [0, 1, 2, 3, 5, 7].map((size) => treeOf(DETAILS.slice(0, size))),
    places: PLACES.map((place) => ({ ...place, bytes: encodeHex(encodePlace(place)) })),
    readerPlace: readerPlace(),
    items: ITEMS,
    disclosures: DISCLOSURES,
    requests: listRequests(),
    ...statementOf(),
  }
}

function treeOf(details: readonly Detail[]) {
  const sorted = sortDetails(details)
  const commitments = sorted.map(commitDetail)
  const paths = commitments.map((_, index) => pathOf(commitments, index))
  return { details: sorted, commitments, root: detailsRoot(details), paths }
}

function readerPlace() {
  const { reader, key } = readerOf('seller')
  return { place: 0, reader, key, bytes: encodeHex(encodeReaderPlace(PLACES[0]!, { reader, key })) }
}

function listRequests() {
  const [holder, reader] = [accountOf('buyer'), accountOf('seller')]
  const messages = {
    StoreDetails: {
      order: ORDER,
      holder,
      items: hashItems(ITEMS),
      disclosures: hashDisclosures(DISCLOSURES),
      until: UNTIL,
    },
    OpenDetails: { order: ORDER, reader, until: UNTIL },
    EndDisclosure: { order: ORDER, holder, reader, until: UNTIL },
    EraseDetails: { order: ORDER, holder, until: UNTIL },
  } as const
  return Object.entries(messages).map(([type, message]) => ({
    type,
    message,
    digest: hashDetailsMessage(type as DetailsType, message, VECTOR_DOMAIN),
  }))
}

function statementOf() {
  const terms = { ...createRandomTerms(createRandom(12), START), details: detailsRoot(DETAILS) }
  const fields = ['goods.value', 'goods.hsCode']
  const statement = createStatement({ terms, domain: VECTOR_DOMAIN, details: DETAILS, fields })
  const verdict = verifyStatement(statement)
  if (verdict.status === 'refused') throw new Error(`the statement was refused: ${verdict.reason}`)
  return { statement, verdict: { ...verdict, terms: encodeTerms(verdict.terms) } }
}

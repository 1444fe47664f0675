import { encodeAbiParameters, parseAbiParameters } from 'viem'
import {
  ACTION_TYPES,
  type ActionMessage,
  type ActionType,
  authorizationTypedData,
  checkTerms,
  DAY,
  depositAuthorization,
  depositPermit2,
  encodeTerms,
  encodeWord,
  fundAuthorization,
  fundPermit2,
  type Hex,
  hashAction,
  hashAuthorization,
  hashPermit,
  hashPermit2,
  hashText,
  type Order,
  orderId,
  packTerms,
  permit2TypedData,
  permitTypedData,
  PRESET_NAMES,
  parseFields,
  quotesProof,
  quotesRoot,
  quoteTerms,
  signDigest,
  ZERO_ADDRESS,
} from '../src/index.ts'
import { ORDER_ABI } from './encodeHistory.ts'
import { createRandom } from './random.ts'
import { createRandomTerms } from './randomTerms.ts'
import { accountOf, VECTOR_DOMAIN, VECTOR_TOKEN } from './stage.ts'

const START = 1_800_000_000

/** Valid terms by name: the presets and random shapes. */
function listValidTerms(): [string, Order][] {
  const parties = {
    buyer: accountOf('buyer'),
    seller: accountOf('seller'),
    platform: accountOf('platform'),
    arbiter: accountOf('arbiter'),
    backupArbiter: accountOf('backupArbiter'),
    token: VECTOR_TOKEN,
  }
  const presets = PRESET_NAMES.map((preset, i): [string, Order] => {
    const { terms } = quoteTerms({
      preset,
      ...parties,
      attestor: preset === 'digital' ? undefined : accountOf('attestor'),
      goods: 94_440_000n,
      service: 4_720_000n,
      freight: 1_670_000n,
      atCost: preset === 'parcel' ? 3_000_000n : 0n,
      feeBps: 100,
      validUntil: START + DAY,
      salt: BigInt(i),
    })
    return [preset, terms]
  })
  const random = createRandom(7)
  const others = Array.from({ length: 16 }, (_, i): [string, Order] => [
    `random ${i}`,
    createRandomTerms(random, START),
  ])
  return [...presets, ...others]
}

/** One breach of every rule, in the order of the rules. */
function listInvalidTerms(valid: Order): [string, Order][] {
  const windows = (change: Partial<Order['windows']>): Partial<Order> => ({
    windows: { ...valid.windows, ...change },
  })
  const noArbiter = { arbiter: ZERO_ADDRESS, backupArbiter: ZERO_ADDRESS, arbiterFee: 0n }
  const noRuling = windows({ ruling: 0 })
  const breaches: [string, Partial<Order>][] = [
    ['no buyer', { buyer: ZERO_ADDRESS }],
    ['payer is seller', { payer: valid.seller }],
    ['no seller', { seller: ZERO_ADDRESS }],
    ['seller is buyer', { seller: valid.buyer }],
    ['no token', { token: ZERO_ADDRESS }],
    ['arbiter is buyer', { arbiter: valid.buyer }],
    ['arbiter is payer', { payer: accountOf('payer'), arbiter: accountOf('payer') }],
    ['arbiter is seller', { arbiter: valid.seller }],
    ['backup is seller', { backupArbiter: valid.seller }],
    ['backup is arbiter', { backupArbiter: valid.arbiter }],
    ['attestor is seller', { attestor: valid.seller }],
    ['attestor is arbiter', { attestor: valid.arbiter }],
    ['attestor is backup', { attestor: valid.backupArbiter }],
    ['nothing paid in', { goods: 0n, service: 0n, freight: 0n, atCost: 0n, arbiterFee: 0n }],
    ['too much paid in', { goods: 2n ** 96n - 1n, service: 1n, freight: 0n, atCost: 0n }],
    [
      'arbiter fee above paid in',
      { arbiterFee: 1n + valid.goods + valid.service + valid.freight + valid.atCost },
    ],
    ['fee above 3000', { feeBps: 3001 }],
    ['draw above 10000', { drawBps: 10_001 }],
    ['abandon above 10000', { abandonBps: 10_001 }],
    ['silence above 10000', { silenceBps: 10_001 }],
    ['backup without arbiter', { ...noArbiter, backupArbiter: valid.backupArbiter, ...noRuling }],
    ['arbiter fee without arbiter', { ...noArbiter, arbiterFee: 1n, ...noRuling }],
    ['ruling without arbiter', noArbiter],
    ['platform without fee', { feeBps: 0 }],
    ['fee without platform', { platform: ZERO_ADDRESS }],
    ['inspect without store', windows({ store: 0 })],
    ['store without inspect', windows({ inspect: 0 })],
    ['attestor without confirm', windows({ confirm: 0 })],
    ['confirm without attestor', { attestor: ZERO_ADDRESS }],
    ['short confirm at cost', { atCost: 1n, ...windows({ confirm: 3 * DAY - 1 }) }],
    [
      'short deliver at cost',
      { atCost: 1n, attestor: ZERO_ADDRESS, ...windows({ confirm: 0, deliver: 3 * DAY - 1 }) },
    ],
    ['accept too short', windows({ accept: 599 })],
    ['accept too long', windows({ accept: 30 * DAY + 1 })],
    ['fulfil too short', windows({ fulfil: 3599 })],
    ['fulfil too long', windows({ fulfil: 180 * DAY + 1 })],
    ['inspect too short', windows({ inspect: DAY - 1 })],
    ['inspect too long', windows({ inspect: 30 * DAY + 1 })],
    ['store too short', windows({ store: 7 * DAY - 1 })],
    ['store too long', windows({ store: 365 * DAY + 1 })],
    ['deliver too short', windows({ deliver: 3599 })],
    ['deliver too long', windows({ deliver: 180 * DAY + 1 })],
    ['confirm too short', windows({ confirm: 3599 })],
    ['confirm too long', windows({ confirm: 90 * DAY + 1 })],
    ['dispute too short', windows({ dispute: 3 * DAY - 1 })],
    ['dispute too long', windows({ dispute: 60 * DAY + 1 })],
    ['no ruling with arbiter', noRuling],
    ['ruling too short', windows({ ruling: 3 * DAY - 1 })],
    ['ruling too long', windows({ ruling: 180 * DAY + 1 })],
  ]
  return breaches.map(([name, change]) => [name, { ...valid, ...change }])
}

/** A message of each action type with values that tell its fields apart. */
function buildMessage(type: ActionType, order: Hex): ActionMessage {
  const values: Readonly<Record<string, unknown>> = {
    order,
    root: quotesRoot([order, hashText('another order')]),
    fromBalance: true,
    state: 5,
    record: hashText('record'),
    inspection: hashText('inspection'),
    document: hashText('document'),
    claimed: 11n,
    extraSeconds: 86_400,
    sellerGross: 12n,
    sellerTotal: 13n,
    total: 14n,
    amount: 15n,
    nonce: 16n,
    account: accountOf('seller'),
    token: VECTOR_TOKEN,
    recipient: accountOf('stranger'),
    operator: accountOf('attestor'),
    operatorUntil: START + 2 * DAY,
    until: START + DAY,
  }
  const entries = parseFields(ACTION_TYPES[type]).map(({ name }) => [name, values[name]])
  return Object.fromEntries(entries) as ActionMessage
}

/**
 * Ids of terms and digests of actions. Beside the readable lists stand flat ones (`encoded…`), which Solidity reads
 * more easily: ABI-encoded terms with id and first broken rule, and the ABI-encoded struct of each action, whose
 * hash under the domain is the digest. Signatures are by the buyer's key.
 */
export function buildIds() {
  const valid = listValidTerms()
  const [, base] = valid[0]!
  const orders = [...valid, ...listInvalidTerms(base)].map(([name, terms]) => ({
    name,
    terms: encodeTerms(terms),
    id: orderId(terms, VECTOR_DOMAIN),
    problem: checkTerms(terms)[0]?.field ?? '',
    encoded: encodeAbiParameters(ORDER_ABI, [terms]),
  }))
  const actions = (Object.keys(ACTION_TYPES) as ActionType[]).map((type) => {
    const message = buildMessage(type, orders[0]!.id)
    const digest = hashAction(type, message, VECTOR_DOMAIN)
    return { type, message: toJson(message), digest, encoded: encodeAction(type, message) }
  })
  const tokenDomain = {
    name: 'USD Coin',
    version: '2',
    chainId: VECTOR_DOMAIN.chainId,
    verifyingContract: VECTOR_TOKEN,
  }
  const span = { validAfter: START - 1, validBefore: START + DAY }
  const deposit = { account: accountOf('buyer'), token: VECTOR_TOKEN, amount: 100_830_000n, salt: 3n }
  const authorizations = [
    fundAuthorization(base, VECTOR_DOMAIN, span),
    depositAuthorization(deposit, VECTOR_DOMAIN, span),
  ].map((message) => ({
    message: authorizationTypedData(message, tokenDomain).message,
    digest: hashAuthorization(message, tokenDomain),
  }))
  const permit2 = [
    fundPermit2(base, VECTOR_DOMAIN, { nonce: 5n, deadline: START + DAY }),
    depositPermit2(deposit, VECTOR_DOMAIN, { nonce: 6n, deadline: START + DAY }),
  ].map((transfer) => ({
    message: permit2TypedData(transfer, VECTOR_DOMAIN.chainId).message,
    digest: hashPermit2(transfer, VECTOR_DOMAIN.chainId),
  }))
  const permit = {
    owner: accountOf('buyer'),
    spender: VECTOR_DOMAIN.verifyingContract,
    value: 100_830_000n,
    nonce: 7n,
    deadline: START + DAY,
  }
  const quoted = valid.slice(0, 7).map(([, terms]) => orderId(terms, VECTOR_DOMAIN))
  const key = encodeWord(0x1001n)
  return {
    domain: VECTOR_DOMAIN,
    tokenDomain,
    deposit: toJson(deposit),
    orders: orders.map(({ encoded: _, ...order }) => order),
    actions: actions.map(({ encoded: _, ...action }) => action),
    authorizations,
    permit2,
    permit: {
      message: permitTypedData(permit, tokenDomain).message,
      digest: hashPermit(permit, tokenDomain),
    },
    quotesRoot: quotesRoot(quoted),
    quotesProof: quotesProof(quoted, quoted[4]!),
    encodedPackedTerms: valid.map(([, terms]) => packTerms(terms)),
    encodedOrders: orders.map(({ encoded }) => encoded),
    encodedOrderIds: orders.map(({ id }) => id),
    encodedOrderProblems: orders.map(({ problem }) => problem),
    encodedActions: actions.map(({ encoded }) => encoded),
    encodedActionDigests: actions.map(({ digest }) => digest),
    encodedActionSignatures: actions.map(({ digest }) => signDigest(digest, key)),
  }
}

function encodeAction(type: ActionType, message: ActionMessage): Hex {
  const fields = parseFields(ACTION_TYPES[type])
  const parameters = parseAbiParameters(
    `bytes32 typeHash, ${fields.map(({ type: t, name }) => `${t} ${name}`).join(', ')}`,
  )
  const values = fields.map(({ name }) => (message as Record<string, unknown>)[name])
  return encodeAbiParameters(parameters, [hashText(`${type}(${ACTION_TYPES[type]})`), ...values] as never)
}

function toJson(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? value.toString() : value,
    ]),
  )
}

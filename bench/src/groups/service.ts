import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  addressOfPrivateKey,
  encodeTerms,
  type Hex,
  hashAction,
  hashText,
  type Order,
  orderId,
  type ProtocolDomain,
  quoteTerms,
  signDigest,
} from '@cinnabar/protocol'
import {
  createClient,
  deposit,
  getHealth,
  getNetwork,
  getOrder,
  getToken,
  requestFaucet,
  waitForAction,
} from '@cinnabar/sdk'
import { startPlatformProcess } from '@cinnabar/testing'
import { privateKeyToAccount } from 'viem/accounts'
import { type Group, type Measurement, quantile } from '../measurement.ts'

const ORDERS = 1_000
const CONCURRENT = 40
const WARM_UP = 50
const BUYERS = 20
const GOODS = 1_000_000n

/** One order, ready to be posted: everything is signed before the clock starts. */
type Prepared = { readonly id: Hex; readonly fund: unknown; readonly confirm: unknown }

type Timing = { readonly accepted: number; readonly recorded: number }

/** Orders funded and confirmed through HTTP until their rows are committed, generator and platform on one machine. */
export const service: Group = {
  name: 'service',
  measure: async (progress) => {
    const directory = await mkdtemp(join(tmpdir(), 'cinnabar-bench-'))
    const platform = await startPlatformProcess({ directory, port: 20_000 + (process.pid % 20_000) })
    try {
      progress(`signing ${ORDERS + WARM_UP} orders`)
      const prepared = await prepareOrders(platform.url, ORDERS + WARM_UP)
      await run(platform.url, prepared.slice(0, WARM_UP))
      progress(`${ORDERS} orders, ${CONCURRENT} at a time`)
      const began = performance.now()
      const timings = await run(platform.url, prepared.slice(WARM_UP))
      await waitForRow(platform.url, prepared.at(-1)!.id)
      return judge((performance.now() - began) / 1_000, timings)
    } finally {
      await platform.stop()
      await rm(directory, { recursive: true, force: true })
    }
  },
}

async function prepareOrders(url: string, count: number): Promise<Prepared[]> {
  const observer = createClient({ url })
  const token = await getToken(observer, { symbol: 'USDC' })
  const { chainId, escrow, now } = await getNetwork(observer)
  const domain = { chainId, verifyingContract: escrow }
  const buyers = Array.from({ length: BUYERS }, (_, index) => hashText(`buyer ${index}`))
  const seller = hashText('seller')
  const each = (GOODS * BigInt(count)) / BigInt(BUYERS) + GOODS
  for (const key of buyers) {
    const client = createClient({ url, signer: privateKeyToAccount(key) })
    await requestFaucet(client, { token, recipient: addressOfPrivateKey(key), amount: each })
    await deposit(client, { token, amount: each })
  }
  const until = now + 86_400
  return Array.from({ length: count }, (_, index) => {
    const buyer = buyers[index % BUYERS]!
    const { terms } = quoteTerms({
      preset: 'shop',
      buyer: addressOfPrivateKey(buyer),
      seller: addressOfPrivateKey(seller),
      platform: addressOfPrivateKey(hashText('platform')),
      arbiter: addressOfPrivateKey(hashText('arbiter')),
      token: token.address,
      goods: GOODS,
      feeBps: 100,
      validUntil: until,
      salt: BigInt(index),
    })
    return signOrder({ terms, domain, buyer, seller, until })
  })
}

function signOrder(of: {
  terms: Order
  domain: ProtocolDomain
  buyer: Hex
  seller: Hex
  until: number
}): Prepared {
  const { terms, domain, buyer, seller, until } = of
  const id = orderId(terms, domain)
  const signer = addressOfPrivateKey(buyer)
  const at = new Date(until * 1_000).toISOString()
  const sign = (digest: Hex) => signDigest(digest, buyer)
  return {
    id,
    fund: {
      terms: encodeTerms(terms),
      agreement: { quoter: addressOfPrivateKey(seller), seller: signDigest(id, seller) },
      funding: 'balance',
      signer,
      until: at,
      signature: sign(hashAction('Fund', { order: id, fromBalance: true, until }, domain)),
    },
    confirm: {
      signer,
      state: 'Accepted',
      claimed: '0',
      until: at,
      signature: sign(hashAction('Confirm', { order: id, state: 2, claimed: 0n, until }, domain)),
    },
  }
}

async function run(url: string, orders: readonly Prepared[]): Promise<Timing[]> {
  const timings: Timing[] = []
  const queue = [...orders]
  const worker = async () => {
    for (let order = queue.shift(); order !== undefined; order = queue.shift()) {
      timings.push(await post(url, '/v1/orders', order.fund))
      timings.push(await post(url, `/v1/orders/${order.id}/confirm`, order.confirm))
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT }, worker))
  return timings
}

/** Posts a signed action and waits until it is recorded. Times are milliseconds from the post. */
async function post(url: string, path: string, body: unknown): Promise<Timing> {
  const began = performance.now()
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  if (response.status !== 202)
    throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`)
  const accepted = performance.now() - began
  await waitForAction(createClient({ url }), { id: answer.id })
  return { accepted, recorded: performance.now() - began }
}

async function waitForRow(url: string, id: Hex): Promise<void> {
  const client = createClient({ url })
  while ((await getOrder(client, { id })).ending === null)
    await new Promise((resolve) => setTimeout(resolve, 20))
  await getHealth(client)
}

function judge(seconds: number, timings: readonly Timing[]): Measurement[] {
  const recorded = timings.map((timing) => timing.recorded)
  const accepted = timings.map((timing) => timing.accepted)
  const share =
    accepted.reduce((sum, value) => sum + value, 0) / recorded.reduce((sum, value) => sum + value, 0)
  const round = (value: number) => Number(value.toFixed(1))
  const quantiles = (values: readonly number[]) => ({
    p50: round(quantile(values, 0.5)),
    p95: round(quantile(values, 0.95)),
    p99: round(quantile(values, 0.99)),
  })
  const detail = {
    orders: ORDERS,
    concurrent: CONCURRENT,
    acceptedMs: quantiles(accepted),
    recordedMs: quantiles(recorded),
    shareOfTime: { untilAccepted: round(share * 100), fromAcceptedToRecorded: round(100 - share * 100) },
  }
  return [
    { id: 'service.ordersPerSecond', value: round(ORDERS / seconds), unit: 'orders/s', detail },
    { id: 'service.recordedP99Ms', value: round(quantile(recorded, 0.99)), unit: 'ms', detail },
  ]
}

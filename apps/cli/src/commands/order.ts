import {
  type Address,
  formatMoney,
  isZeroAddress,
  PARTIES,
  STATE_NAMES,
  type StateName,
} from '@cinnabar/protocol'
import {
  type CinnabarEvent,
  type Client,
  ConnectionError,
  createClient,
  getOrder,
  getToken,
  listOrderEvents,
  listOrders,
  type OrderView,
  type Token,
} from '@cinnabar/sdk'
import { type Command, InvalidArgumentError } from 'commander'
import type { Environment } from '../environment.ts'
import { formatTable, type Output, RefusedError } from '../output.ts'
import { getServiceUrl } from '../running.ts'
import { parseAccount, parseCount } from './arguments.ts'

const LISTED = 20

/** `cinnabar order list` and `cinnabar order show ID`. */
export function addOrder(
  program: Command,
  environment: Environment,
  createOutputOf: (command: Command) => Output,
): void {
  const order = program.command('order').description('Orders of a running service')
  const connect = async () =>
    createClient({ url: await getServiceUrl(environment), locale: environment.language })
  order
    .command('list')
    .description('The orders, the latest first')
    .option('--state <state>', `one of ${STATE_NAMES.slice(1).join(', ')}`, parseState)
    .option('--account <address>', 'in any role', parseAccount)
    .option('--limit <count>', 'how many at the most', parseCount, LISTED)
    .action(async (options: ListOptions, command: Command) => {
      await reach(listAll(await connect(), options, createOutputOf(command)))
    })
  order
    .command('show')
    .argument('<id>', "an order's id, its beginning, or: last")
    .description("An order's timeline, money and deadline")
    .action(async (id: string, _options, command: Command) => {
      await reach(show(await connect(), id, createOutputOf(command)))
    })
}

/** Says how to start a service when none answers. */
async function reach(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (cause) {
    if (!(cause instanceof ConnectionError)) throw cause
    throw new RefusedError(
      `No service answers at ${new URL(cause.url).origin}. Start one with: npm start (or name another with --url).`,
      { cause },
    )
  }
}

type ListOptions = { state?: StateName; account?: Address; limit: number }

async function listAll(
  client: Client,
  { state, account, limit }: ListOptions,
  output: Output,
): Promise<void> {
  const orders = await take(listOrders(client, { state, account, limit: Math.min(limit, 100) }), limit)
  for (const order of orders) output.value(order)
  if (orders.length === 0) {
    output.line('No orders. Run a story to have some: npx cinnabar scenario daigou')
    return
  }
  const rows = await Promise.all(
    orders.map(async (view) => {
      const token = await getToken(client, { address: view.terms.token })
      const until = view.next ? `${formatInstant(view.next.at)}, then ${describeNext(view.next.default)}` : ''
      return [`${view.id.slice(0, 10)}…`, describeState(view), formatAmount(view.money.paidIn, token), until]
    }),
  )
  for (const line of formatTable([['order', 'state', 'paid in', 'deadline'], ...rows])) output.line(line)
}

async function show(client: Client, id: string, output: Output): Promise<void> {
  const order = await findOrder(client, id)
  const events = await take(listOrderEvents(client, { id: order.id }), Number.POSITIVE_INFINITY)
  const token = await getToken(client, { address: order.terms.token })
  output.value({ order, events })
  for (const line of describeOrderLines(order, events, token)) output.line(line)
}

async function findOrder(client: Client, id: string): Promise<OrderView> {
  if (/^0x[0-9a-f]{64}$/i.test(id)) return getOrder(client, { id: id as `0x${string}` })
  const found = await take(
    id === 'last'
      ? listOrders(client, { limit: 1 })
      : matching(listOrders(client, { limit: 100 }), id.toLowerCase()),
    id === 'last' ? 1 : 2,
  )
  if (found.length === 0)
    throw new RefusedError(id === 'last' ? 'There are no orders.' : `No order begins with ${id}.`)
  if (found.length > 1) throw new RefusedError(`Several orders begin with ${id}; give more of it.`)
  return found[0]!
}

async function* matching(orders: AsyncIterable<OrderView>, start: string): AsyncGenerator<OrderView> {
  for await (const order of orders) if (order.id.startsWith(start)) yield order
}

function describeOrderLines(order: OrderView, events: readonly CinnabarEvent[], token: Token): string[] {
  const { money, terms } = order
  const parties = PARTIES.flatMap((party) => (isZeroAddress(terms[party]) ? [] : [[party, terms[party]]]))
  const timeline = events.map((event) => [
    formatInstant(event.createdAt),
    event.type,
    describeData(event, token),
  ])
  return [
    `Order ${order.id}`,
    `${describeState(order)}${order.next ? `; ${formatInstant(order.next.at)}: ${describeNext(order.next.default)}` : ''}`,
    '',
    ...formatTable([
      ['paid in', formatAmount(money.paidIn, token)],
      ['earnable', formatAmount(money.earnable, token)],
      ['claimed', formatAmount(money.claimed, token)],
      ['drawn', formatAmount(money.drawn, token)],
      ['held', formatAmount(money.held, token)],
    ]),
    '',
    ...formatTable(parties),
    '',
    ...formatTable(timeline),
  ]
}

function describeState(order: OrderView): string {
  return order.ending === null ? order.state : `${order.state} (${order.ending})`
}

function describeNext(next: NonNullable<OrderView['next']>['default']): string {
  return 'ends' in next ? `Settled (${next.ends})` : next.to
}

/** The amounts of an event in the token, its hashes as they are; what stands elsewhere is left out. */
function describeData({ data }: CinnabarEvent, token: Token): string {
  const amounts = ['total', 'amount', 'sellerGross', 'fee', 'bondPaid', 'reimbursed']
  return Object.entries(data)
    .filter(
      ([name, value]) =>
        (amounts.includes(name) && value !== '0') || ['ending', 'record', 'document', 'state'].includes(name),
    )
    .map(
      ([name, value]) =>
        `${name} ${amounts.includes(name) ? formatAmount(BigInt(String(value)), token) : String(value)}`,
    )
    .join(', ')
}

function formatAmount(amount: bigint, token: Token): string {
  return `${formatMoney(amount, token, 2)} ${token.symbol}`
}

function formatInstant(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z')
}

function parseState(text: string): StateName {
  const state = STATE_NAMES.find((name) => name.toLowerCase() === text.toLowerCase())
  if (state === undefined)
    throw new InvalidArgumentError(`A state is one of ${STATE_NAMES.slice(1).join(', ')}.`)
  return state
}

async function take<T>(items: AsyncIterable<T>, count: number): Promise<T[]> {
  const taken: T[] = []
  if (count <= 0) return taken
  for await (const item of items) {
    taken.push(item)
    if (taken.length >= count) break
  }
  return taken
}

import { type Address, type Detail, type Hex, parseMoney } from '@cinnabar/protocol'
import {
  type Client,
  createClient,
  createDetails,
  createSealingKey,
  deposit,
  getToken,
  postBond,
  type Quote,
  requestFaucet,
  type SealingKey,
  signIn,
  type Token,
  waitForAction,
} from '@cinnabar/sdk'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { RunOptions } from './run.ts'
import type { OrderName, Party, PartyName, Story } from './story.ts'

/** Who plays a story, on which service, and what they made so far. */
export type Cast = {
  readonly story: Story
  /** Asks without signing. */
  readonly observer: Client
  readonly accounts: Readonly<Record<PartyName, PrivateKeyAccount>>
  readonly token: Token
  /** Distinguishes this run's references from those of other runs. */
  readonly run: string
  readonly quotes: Map<OrderName, Quote>
  readonly ids: Map<OrderName, Hex>
  readonly sealingKeys: Readonly<Record<PartyName, SealingKey>>
  /** Parties whose key is in the registry. */
  readonly published: Set<PartyName>
  readonly details: Readonly<Record<OrderName, readonly Detail[]>>
  /** The records of photographs that were sealed, by the story's name of them. */
  readonly photographs: Map<string, Hex>
  readonly signal: AbortSignal | undefined
  clientOf(party: PartyName): Client
  /** Waits until an action that was acknowledged is recorded. */
  record(action: Promise<{ readonly id: Hex }>): Promise<void>
}

/** Gives every party a key, and the money that it has when the story begins. */
export async function createCast(story: Story, options: RunOptions): Promise<Cast> {
  const { url, fetch, signal } = options
  const observer = createClient({ url, fetch })
  const token = await getToken(observer, { symbol: 'USDC', signal })
  const names = Object.keys(story.parties)
  const accounts = Object.fromEntries(names.map((name) => [name, privateKeyToAccount(generatePrivateKey())]))
  const clients = new Map(names.map((name) => [name, createClient({ url, fetch, signer: accounts[name]! })]))
  const clientOf = (party: PartyName): Client => {
    const client = clients.get(party)
    if (client === undefined) throw new Error(`the story names no party ${party}`)
    return client
  }
  const record = async (action: Promise<{ readonly id: Hex }>) => {
    const { id } = await action
    options.onAction?.(id)
    await waitForAction(observer, { id, signal })
  }
  const quotes = new Map<OrderName, Quote>()
  const ids = new Map<OrderName, Hex>()
  const sealingKeys = Object.fromEntries(names.map((name) => [name, createSealingKey()]))
  const details = Object.fromEntries(
    Object.entries(story.orders).map(([name, terms]) => [
      name,
      createDetails(chooseDetails(terms.details, options.details)),
    ]),
  )
  const run = Math.random().toString(36).slice(2, 10)
  const cast: Cast = {
    story,
    observer,
    accounts,
    token,
    run,
    quotes,
    ids,
    sealingKeys,
    published: new Set(),
    details,
    photographs: new Map(),
    signal,
    clientOf,
    record,
  }
  await Promise.all(names.map((name) => endow(cast, name, story.parties[name]!)))
  const sellers = new Set(Object.values(story.orders).map(({ seller }) => seller))
  await Promise.all([...sellers].map((seller) => signIn(clientOf(seller), { signal })))
  return cast
}

/** A story's fields stay its own, since its steps name them. */
function chooseDetails(
  told: Readonly<Record<string, string>> | undefined,
  instead: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  if (told === undefined) return instead
  return Object.fromEntries(Object.entries(told).map(([field, value]) => [field, instead[field] ?? value]))
}

async function endow(cast: Cast, name: PartyName, party: Party): Promise<void> {
  const { token, signal } = cast
  const [wallet, balance, bond] = [party.wallet, party.balance, party.bond].map((text) =>
    parseMoney(text ?? '0', token),
  )
  const recipient: Address = cast.accounts[name]!.address
  const inEscrow = balance! + bond!
  const amount = wallet! + inEscrow
  if (amount === 0n) return
  const client = cast.clientOf(name)
  await requestFaucet(client, { token, recipient, amount, signal })
  if (inEscrow > 0n) await cast.record(deposit(client, { token, amount: inEscrow, signal }))
  if (bond! > 0n) await cast.record(postBond(client, { token, amount: bond!, signal }))
}

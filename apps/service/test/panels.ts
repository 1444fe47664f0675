import { CREATE2_DEPLOYER, getContractAddress } from '@cinnabar/ledger'
import { type Address, concatHex, encodeWord, type Hex, hashText, ZERO_ADDRESS } from '@cinnabar/protocol'
import { arbiterPanelAbi } from '@cinnabar/protocol/generated/arbiterPanelAbi'
import { arbiterPanelBytecode } from '@cinnabar/protocol/generated/arbiterPanelBytecode'
import {
  createQuote,
  deposit,
  disputeOrder,
  escalateOrder,
  fundOrder,
  shipOrder,
  signIn,
} from '@cinnabar/sdk'
import { encodeDeployData } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { ApiFixture, PersonName } from './apiFixture.ts'
import { callByOneself } from './callByOneself.ts'

/** What the orders here are worth, without fees. */
export const GOODS = 50_000_000n

export const JURORS = ['one', 'two', 'three', 'four'].map((name) =>
  privateKeyToAccount(hashText(`juror ${name}`)),
)
export const juror = (index: number): PrivateKeyAccount => JURORS[index]!
export const lower = ({ address }: { address: string }) => address.toLowerCase() as Address

/** Puts a contract on the ledger past the service. */
export async function deployCode(api: ApiFixture, initCode: Hex): Promise<Address> {
  const ledger = { rpc: api.rpc, chainId: api.deployment.chainId }
  const data = concatHex(encodeWord(0n), initCode)
  await callByOneself(ledger, api.people.operator, { to: CREATE2_DEPLOYER, data, gas: 5_000_000n })
  return getContractAddress(initCode)
}

/**
 * Three of five: the jurors, and the attestor of every order here, which so has no vote in any.
 *
 * @param escrow - The escrow of the fixture when left out.
 */
export function deployPanel(
  api: ApiFixture,
  {
    escrow = api.deployment.escrow,
    members = [...JURORS.map(lower), lower(api.people.attestor)],
  }: { escrow?: Address; members?: readonly Address[] } = {},
): Promise<Address> {
  const args = [escrow, members, 3n] as const
  return deployCode(
    api,
    encodeDeployData({ abi: arbiterPanelAbi, bytecode: arbiterPanelBytecode as Hex, args }),
  )
}

/** An order in dispute that the buyer took to its arbiter. */
export async function escalate(
  api: ApiFixture,
  { arbiter, backupArbiter = ZERO_ADDRESS }: { arbiter: Address; backupArbiter?: Address },
) {
  const address = (name: PersonName) => lower(api.people[name])
  const [buyer, seller] = [api.client('buyer'), api.client('seller')]
  await signIn(seller)
  const quote = await createQuote(seller, {
    preset: 'shop',
    buyer: address('buyer'),
    seller: address('seller'),
    token: api.token,
    attestor: address('attestor'),
    platform: address('platform'),
    arbiter,
    backupArbiter,
    feeBps: 100,
    goods: GOODS,
  })
  const { id } = await fundOrder(buyer, { quote, funding: 'wallet' })
  await shipOrder(api.client('attestor'), { id, record: hashText('parcel') })
  await disputeOrder(buyer, { id, record: hashText('record') })
  await deposit(buyer, { token: api.token, amount: quote.terms.arbiterFee })
  await escalateOrder(buyer, { id })
  return { id, terms: quote.terms }
}

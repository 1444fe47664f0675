import type { Rpc } from '@cinnabar/ledger'
import {
  type Address,
  type Hex,
  MAX_INSTANT,
  type Order,
  orderId,
  parseAddress,
  quoteTerms,
  State,
  ZERO_ADDRESS,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { escrowBytecode } from '@cinnabar/protocol/generated/escrowBytecode'
import { testUsdcAbi } from '@cinnabar/protocol/generated/testUsdcAbi'
import { testUsdcBytecode } from '@cinnabar/protocol/generated/testUsdcBytecode'
import { type Abi, encodeFunctionData } from 'viem'

type Receipt = { readonly status: Hex; readonly contractAddress: Hex; readonly blockNumber: Hex }

/** Contracts and people on a plain anvil, whose accounts call by themselves. */
export type Trade = {
  readonly escrow: Address
  readonly token: Address
  readonly chainId: number
  readonly buyer: Address
  readonly seller: Address
  readonly attestor: Address
  quote(salt: number, windows?: Partial<Order['windows']>): Order
  id(terms: Order): Hex
  /** Funds without the seller's signature: `Requested`. */
  fund(terms: Order): Promise<Hex>
  act(from: Address, name: string, args: readonly unknown[]): Promise<Receipt>
  status(id: Hex): Promise<unknown>
}

/** Whoever quotes calls itself, and signs nothing. */
const QUOTE = (quoter: Address) => ({ quoter, until: 0, proof: [], signature: '0x' })
const CONSENT = (signer: Address) => ({ signer, until: MAX_INSTANT, signature: '0x' }) as const

export async function createTrade(rpc: Rpc): Promise<Trade> {
  const [deployer, buyer, seller, attestor] = (await rpc.request<Hex[]>('eth_accounts')).map(
    parseAddress,
  ) as [Address, Address, Address, Address]
  const chainId = Number(await rpc.request<Hex>('eth_chainId'))
  const send = async (from: Address, to: Address | undefined, data: Hex): Promise<Receipt> => {
    const hash = await rpc.request<Hex>('eth_sendTransaction', [
      { from, ...(to && { to }), data, gas: '0x989680' },
    ])
    for (;;) {
      const receipt = await rpc.request<Receipt | null>('eth_getTransactionReceipt', [hash])
      if (receipt?.status === '0x0') throw new Error(`reverted: ${hash}`)
      if (receipt) return receipt
    }
  }
  const escrow = parseAddress((await send(deployer, undefined, escrowBytecode as Hex)).contractAddress)
  const token = parseAddress((await send(deployer, undefined, testUsdcBytecode as Hex)).contractAddress)
  const call = (to: Address, abi: Abi, from: Address, functionName: string, args: readonly unknown[]) =>
    send(from, to, encodeFunctionData({ abi, functionName, args }))
  await call(token, testUsdcAbi as Abi, buyer, 'faucet', [buyer, 10n ** 15n])
  await call(token, testUsdcAbi as Abi, buyer, 'approve', [escrow, 10n ** 15n])
  const act = (from: Address, name: string, args: readonly unknown[]) =>
    call(escrow, escrowAbi as Abi, from, name, args)
  const id = (terms: Order) => orderId(terms, { chainId, verifyingContract: escrow })
  return {
    escrow,
    token,
    chainId,
    buyer,
    seller,
    attestor,
    id,
    quote: (salt, windows) =>
      quoteTerms({
        preset: 'daigou',
        buyer,
        seller,
        token,
        attestor,
        goods: 94_440_000n,
        service: 4_720_000n,
        atCost: 1_000_000n,
        validUntil: MAX_INSTANT,
        salt: BigInt(salt),
        windows,
      }).terms,
    async fund(terms) {
      const agreement = { buyer: '0x', quote: QUOTE(ZERO_ADDRESS) }
      await act(buyer, 'fund', [terms, false, agreement, CONSENT(buyer)])
      return id(terms)
    },
    act,
    async status(order) {
      const data = encodeFunctionData({ abi: escrowAbi, functionName: 'statusOf', args: [order] })
      return rpc.request('eth_call', [{ to: escrow, data }, 'latest'])
    },
  }
}

/** Steps of a life, each one call; `n` calls have been made before. */
export const LIFE: readonly ((trade: Trade, terms: Order) => Promise<unknown>)[] = [
  (trade, terms) => trade.fund(terms),
  (trade, terms) => trade.act(trade.seller, 'accept', [terms, QUOTE(trade.seller)]),
  (trade, terms) =>
    trade.act(trade.seller, 'claim', [terms, State.Accepted, 600_000n, record(1), CONSENT(trade.seller)]),
  (trade, terms) => trade.act(trade.buyer, 'extend', [terms, State.Accepted, 86_400, CONSENT(trade.buyer)]),
  (trade, terms) =>
    trade.act(trade.attestor, 'inspect', [terms, State.Accepted, record(2), CONSENT(trade.attestor)]),
  (trade, terms) =>
    trade.act(trade.buyer, 'approve', [terms, State.Inspected, record(2), CONSENT(trade.buyer)]),
  (trade, terms) =>
    trade.act(trade.seller, 'ship', [terms, State.Approved, record(3), CONSENT(trade.seller)]),
  (trade, terms) =>
    trade.act(trade.buyer, 'dispute', [terms, State.Shipped, record(4), CONSENT(trade.buyer)]),
  (trade, terms) =>
    trade.act(trade.attestor, 'deliver', [terms, State.Disputed, record(5), CONSENT(trade.attestor)]),
  (trade, terms) =>
    trade.act(trade.buyer, 'confirm', [terms, State.Disputed, 600_000n, CONSENT(trade.buyer)]),
  (trade, terms) =>
    trade.act(trade.seller, 'refund', [terms, State.Settled, 1_000n, terms.salt, CONSENT(trade.seller)]),
]

function record(number: number): Hex {
  return `0x${number.toString(16).padStart(64, '0')}`
}

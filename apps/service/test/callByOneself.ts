import type { Rpc } from '@cinnabar/ledger'
import type { Address, Hex } from '@cinnabar/protocol'
import type { PrivateKeyAccount } from 'viem/accounts'

/** What somebody sends to the ledger past the service, on a chain whose gas is free. */
export async function callByOneself(
  { rpc, chainId }: { rpc: Rpc; chainId: number },
  account: PrivateKeyAccount,
  { to, data, gas = 500_000n }: { to: Address; data: Hex; gas?: bigint },
): Promise<void> {
  const nonce = Number(await rpc.request<Hex>('eth_getTransactionCount', [account.address, 'latest']))
  const raw = await account.signTransaction({
    type: 'eip1559',
    chainId,
    nonce,
    to,
    data,
    gas,
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
  })
  const hash = await rpc.request<Hex>('eth_sendRawTransaction', [raw])
  for (;;) {
    const receipt = await rpc.request<{ status: Hex } | null>('eth_getTransactionReceipt', [hash])
    if (receipt?.status === '0x1') return
    if (receipt) throw new Error(`the call to ${to} was reverted`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

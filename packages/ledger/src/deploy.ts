import type { Address, Hex } from '@cinnabar/protocol'
import { concatHex, encodeWord } from '@cinnabar/protocol'
import { getCreate2Address } from 'viem'
import type { LedgerClient } from './client.ts'

/** The contract by which anybody deploys code at an address that follows from the code alone. */
export const CREATE2_DEPLOYER: Address = '0x4e59b44847b379578588920ca78fbf26c0b4956c'

/** Contracts could not be put on the ledger. What was deployed before stays, and is skipped next time. */
export class ContractDeploymentError extends Error {
  readonly code = 'CONTRACT_DEPLOYMENT_FAILED'
  readonly retryable = false
  constructor({ reason }: { reason: string }) {
    super(reason)
    this.name = 'ContractDeploymentError'
  }
}

/** Signs the transactions that deploy. A viem local account is one; whose key it is does not change an address. */
export interface DeploymentSigner {
  address: Address
  signTransaction(transaction: {
    type: 'eip1559'
    chainId: number
    nonce: number
    to: Address
    data: Hex
    gas: bigint
    maxFeePerGas: bigint
    maxPriorityFeePerGas: bigint
  }): Promise<Hex>
}

/** Creation code with its constructor's arguments, by the contract's name. */
export type Artifacts = Readonly<Record<string, { initCode: Hex }>>

/** Where a contract will be, on every chain, deployed or not. */
export function getContractAddress(initCode: Hex, salt: Hex = encodeWord(0n)): Address {
  return getCreate2Address({ from: CREATE2_DEPLOYER, salt, bytecode: initCode }).toLowerCase() as Address
}

/**
 * Puts contracts on a ledger by CREATE2. What is there already is left as it is, so that it can be called again.
 *
 * @returns The addresses, by the names of `artifacts`.
 * @throws ContractDeploymentError | TransactionNotSentError
 */
export async function deployContracts<const Names extends string>({
  client,
  signer,
  artifacts,
  salt = encodeWord(0n),
}: {
  client: LedgerClient
  signer: DeploymentSigner
  artifacts: Readonly<Record<Names, { initCode: Hex }>>
  salt?: Hex
}): Promise<Record<Names, Address>> {
  await client.requireNetwork()
  if ((await client.getCode(CREATE2_DEPLOYER)) === '0x') {
    throw new ContractDeploymentError({
      reason: `There is no deployer at ${CREATE2_DEPLOYER} on this network.`,
    })
  }
  const addresses = {} as Record<Names, Address>
  for (const name of Object.keys(artifacts) as Names[]) {
    const { initCode } = artifacts[name]
    const address = getContractAddress(initCode, salt)
    addresses[name] = address
    if ((await client.getCode(address)) !== '0x') continue
    await deploy(client, signer, concatHex(salt, initCode), name)
    if ((await client.getCode(address)) === '0x') {
      throw new ContractDeploymentError({ reason: `${name} was deployed and is not at ${address}.` })
    }
  }
  return addresses
}

async function deploy(
  client: LedgerClient,
  signer: DeploymentSigner,
  data: Hex,
  name: string,
): Promise<void> {
  const { rpc, profile } = client
  const to = CREATE2_DEPLOYER
  const [nonce, price, tip, gas] = await Promise.all([
    client.getNonce(signer.address, 'pending'),
    rpc.request<Hex>('eth_gasPrice'),
    rpc.request<Hex>('eth_maxPriorityFeePerGas'),
    rpc.request<Hex>('eth_estimateGas', [{ from: signer.address, to, data }]),
  ])
  const maxPriorityFeePerGas = BigInt(tip)
  const raw = await signer.signTransaction({
    type: 'eip1559',
    chainId: profile.chainId,
    nonce,
    to,
    data,
    gas: (BigInt(gas) * 11n) / 10n,
    // Twice the price now outlives six full blocks in a row.
    maxFeePerGas: 2n * BigInt(price) + maxPriorityFeePerGas,
    maxPriorityFeePerGas,
  })
  const { succeeded, transactionHash } = await client.waitForReceipt(await client.sendRawTransaction(raw))
  if (!succeeded) {
    throw new ContractDeploymentError({
      reason: `${name} could not be deployed: ${transactionHash} was reverted.`,
    })
  }
}

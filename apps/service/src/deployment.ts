import { readFile, rename, writeFile } from 'node:fs/promises'
import { type Address, addressOfPrivateKey, encodeWord, type Hex, hashText } from '@cinnabar/protocol'
import { escrowBytecode } from '@cinnabar/protocol/generated/escrowBytecode'
import { testUsdcBytecode } from '@cinnabar/protocol/generated/testUsdcBytecode'
import { concatHex, getCreate2Address } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { type Rpc, takeAnswer } from './rpc.ts'

/** Which ledger is served, and where the contracts are on it. */
export type Deployment = {
  readonly chainId: number
  readonly genesisHash: Hex
  readonly escrow: Address
  /** The dollar of test networks. */
  readonly testUsdc?: Address
  /** The first block that can hold an event. */
  readonly startBlock: number
}

/** Thrown when the ledger is not the one that this directory belongs to. */
export class WrongLedgerError extends Error {
  readonly code = 'WRONG_LEDGER'
  readonly retryable = false
  constructor({ reason }: { reason: string }) {
    super(reason)
    this.name = 'WrongLedgerError'
  }
}

/** Thrown when the contracts cannot be put on the ledger. */
export class DeploymentError extends Error {
  readonly code = 'DEPLOYMENT_FAILED'
  readonly retryable = false
  constructor({ reason }: { reason: string }) {
    super(reason)
    this.name = 'DeploymentError'
  }
}

/** The contract by which anybody deploys code at an address that follows from the code alone. */
const DEPLOYER: Address = '0x4e59b44847b379578588920ca78fbf26c0b4956c'
const SALT = encodeWord(0n)
/** Whose key it is does not matter: the address follows from the code. */
const ANYBODY = hashText('cinnabar deployment')

/**
 * Reads where the contracts are; puts them on a fresh test ledger first.
 *
 * @param path - `deployment.json`, written once and compared at every start; left out: nothing is kept.
 * @throws WrongLedgerError if another ledger answers than the one that `path` or `given` names.
 */
export async function openDeployment(
  rpc: Rpc,
  {
    path,
    given,
    mayDeploy,
    genesisHash,
  }: { path?: string; given?: Deployment | undefined; mayDeploy: boolean; genesisHash?: Hex | undefined },
): Promise<Deployment> {
  const ledger = await readIdentity(rpc)
  if (genesisHash !== undefined && genesisHash !== ledger.genesisHash) {
    throw new WrongLedgerError({
      reason: `the ledger's genesis should be ${genesisHash}, and what answers has ${ledger.genesisHash}`,
    })
  }
  const kept = given ?? (path === undefined ? undefined : await readDeployment(path))
  if (kept) {
    requireSame(kept, ledger, path)
    await requireCode(rpc, kept)
    return kept
  }
  if (!mayDeploy) {
    throw new DeploymentError({ reason: `chain ${ledger.chainId} needs a deployment: say where Escrow is` })
  }
  const deployment = { ...ledger, ...(await deploy(rpc, ledger.chainId)), startBlock: 0 }
  if (path !== undefined) {
    await writeFile(`${path}.new`, `${JSON.stringify(deployment, null, 2)}\n`, { flush: true })
    await rename(`${path}.new`, path)
  }
  return deployment
}

/** What tells a ledger from every other. */
export async function readIdentity(rpc: Rpc): Promise<{ chainId: number; genesisHash: Hex }> {
  const [chainId, genesis] = await rpc.batch([
    { method: 'eth_chainId', params: [] },
    { method: 'eth_getBlockByNumber', params: ['0x0', false] },
  ])
  const block = takeAnswer(genesis) as { hash: Hex } | null
  return { chainId: Number(takeAnswer(chainId) as Hex), genesisHash: block!.hash }
}

function requireSame(
  kept: Deployment,
  actual: { chainId: number; genesisHash: Hex },
  path: string | undefined,
): void {
  if (kept.chainId === actual.chainId && kept.genesisHash === actual.genesisHash) return
  const name = (ledger: { chainId: number; genesisHash: Hex }) =>
    `chain ${ledger.chainId}, genesis ${ledger.genesisHash}`
  throw new WrongLedgerError({
    reason: `another ledger answers: ${path ?? 'the deployment'} belongs to ${name(kept)}, and this one is ${name(actual)}. Nothing was started; point to the ledger it belongs to, or use another data directory`,
  })
}

async function requireCode(rpc: Rpc, { escrow }: Deployment): Promise<void> {
  if (await hasCode(rpc, escrow)) return
  throw new WrongLedgerError({
    reason: `there is no contract at ${escrow}, where Escrow should be: the ledger lost its past`,
  })
}

async function hasCode(rpc: Rpc, address: Address): Promise<boolean> {
  return (await rpc.request<Hex>('eth_getCode', [address, 'latest'])) !== '0x'
}

async function deploy(rpc: Rpc, chainId: number): Promise<{ escrow: Address; testUsdc: Address }> {
  if (!(await hasCode(rpc, DEPLOYER)))
    throw new DeploymentError({ reason: `chain ${chainId} has no deployer at ${DEPLOYER}` })
  const codes = { escrow: escrowBytecode as Hex, testUsdc: testUsdcBytecode as Hex }
  const account = privateKeyToAccount(ANYBODY)
  const from = addressOfPrivateKey(ANYBODY)
  let nonce = Number(await rpc.request<Hex>('eth_getTransactionCount', [from, 'latest']))
  const addresses: Record<string, Address> = {}
  for (const [name, bytecode] of Object.entries(codes)) {
    const address = getCreate2Address({ from: DEPLOYER, salt: SALT, bytecode }).toLowerCase() as Address
    addresses[name] = address
    if (await hasCode(rpc, address)) continue
    const fees = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n }
    const data = concatHex([SALT, bytecode])
    const raw = await account.signTransaction({
      type: 'eip1559',
      chainId,
      nonce: nonce++,
      to: DEPLOYER,
      data,
      gas: 15_000_000n,
      ...fees,
    })
    await rpc.request('eth_sendRawTransaction', [raw])
    if (!(await hasCode(rpc, address))) throw new DeploymentError({ reason: `${name} could not be deployed` })
  }
  return addresses as { escrow: Address; testUsdc: Address }
}

async function readDeployment(path: string): Promise<Deployment | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : (JSON.parse(text) as Deployment)
}

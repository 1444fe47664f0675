import { readFile, rename, writeFile } from 'node:fs/promises'
import {
  createLedgerClient,
  createRpc,
  deployContracts,
  getContractAddress,
  getNetworkIdentity,
  type NetworkIdentity,
  type Rpc,
} from '@cinnabar/ledger'
import { type Address, concatHex, encodeWord, type Hex, hashText } from '@cinnabar/protocol'
import { accountDeployerBytecode } from '@cinnabar/protocol/generated/accountDeployerBytecode'
import { checkpointLogBytecode } from '@cinnabar/protocol/generated/checkpointLogBytecode'
import { escrowBytecode } from '@cinnabar/protocol/generated/escrowBytecode'
import { keyRegistryBytecode } from '@cinnabar/protocol/generated/keyRegistryBytecode'
import { orderLensBytecode } from '@cinnabar/protocol/generated/orderLensBytecode'
import { passkeyAccountFactoryBytecode } from '@cinnabar/protocol/generated/passkeyAccountFactoryBytecode'
import { testUsdcBytecode } from '@cinnabar/protocol/generated/testUsdcBytecode'
import { privateKeyToAccount } from 'viem/accounts'

/** Which ledger is served, and where the contracts are on it. */
export type Deployment = {
  readonly chainId: number
  readonly genesisHash: Hex
  readonly escrow: Address
  /** The dollar of test networks. */
  readonly testUsdc?: Address
  /** Contracts around the escrow, as far as they are there; any network may have them at other addresses. */
  readonly around?: Around
  /** The first block that can hold an event. */
  readonly startBlock: number
}

/** The contracts around the escrow that anybody may use with it. */
export type Around = {
  readonly keyRegistry: Address
  readonly checkpointLog: Address
  readonly orderLens: Address
  readonly accountDeployer: Address
  readonly passkeyAccountFactory: Address
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

/** Whose key it is does not matter: the address follows from the code. */
const ANYBODY = hashText('cinnabar deployment')

/**
 * Reads where the contracts are; puts them on a fresh test ledger first.
 *
 * @param path - `deployment.json`, written once and compared at every start; left out: nothing is kept.
 * @throws WrongLedgerError if another ledger answers than the one that `path` or `given` names.
 */
export async function openDeployment({
  url,
  path,
  given,
  mayDeploy,
  genesisHash,
}: {
  url: string
  path?: string
  given?: Deployment | undefined
  mayDeploy: boolean
  genesisHash?: Hex | undefined
}): Promise<Deployment> {
  const rpc = createRpc({ urls: [url], timeoutMs: 30_000 })
  const ledger = await getNetworkIdentity(rpc)
  if (genesisHash !== undefined && genesisHash !== ledger.genesisHash) {
    throw new WrongLedgerError({
      reason: `the ledger's genesis should be ${genesisHash}, and what answers has ${ledger.genesisHash}`,
    })
  }
  const kept = given ?? (path === undefined ? undefined : await readDeployment(path))
  if (kept) {
    requireSame(kept, ledger, path)
    if (!given && mayDeploy) requireSameVersion(kept)
    await requireCode(rpc, kept)
    if (given || !mayDeploy || kept.around) return kept
    // Written before there were contracts around the escrow. They follow from their code, so they can be put there now.
    const { around } = await deploy(url, ledger)
    return keepDeployment(path, { ...kept, around })
  }
  if (!mayDeploy) {
    throw new DeploymentError({ reason: `chain ${ledger.chainId} needs a deployment: say where Escrow is` })
  }
  return keepDeployment(path, { ...ledger, ...(await deploy(url, ledger)), startBlock: 0 })
}

async function keepDeployment(path: string | undefined, deployment: Deployment): Promise<Deployment> {
  if (path !== undefined) {
    await writeFile(`${path}.new`, `${JSON.stringify(deployment, null, 2)}\n`, { flush: true })
    await rename(`${path}.new`, path)
  }
  return deployment
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

/** The address follows from the code: where it is another, other contracts hold the money of this directory. */
function requireSameVersion({ escrow }: Deployment): void {
  const today = getContractAddress(escrowBytecode as Hex)
  if (escrow === today) return
  throw new WrongLedgerError({
    reason: `this directory holds orders of another version of the contracts: its Escrow is ${escrow}, and this version's is ${today}. Nothing was started; use the version that it was made with, or another data directory`,
  })
}

async function requireCode(rpc: Rpc, { escrow }: Deployment): Promise<void> {
  if ((await rpc.request<Hex>('eth_getCode', [escrow, 'latest'])) !== '0x') return
  throw new WrongLedgerError({
    reason: `there is no contract at ${escrow}, where Escrow should be: the ledger lost its past`,
  })
}

async function deploy(
  url: string,
  network: NetworkIdentity,
): Promise<{ escrow: Address; testUsdc: Address; around: Around }> {
  const account = privateKeyToAccount(ANYBODY)
  const client = createLedgerClient({ url, profile: { ...network, finality: { kind: 'instant' } } })
  // The constructors of two take the escrow, whose address is known before it is there.
  const forEscrow = encodeWord(getContractAddress(escrowBytecode as Hex))
  const { escrow, testUsdc, ...around } = await deployContracts({
    client,
    signer: {
      address: account.address,
      // Contracts are put on ledgers whose gas is free, and on no other.
      signTransaction: (transaction) =>
        account.signTransaction({ ...transaction, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n }),
    },
    artifacts: {
      escrow: { initCode: escrowBytecode as Hex },
      testUsdc: { initCode: testUsdcBytecode as Hex },
      keyRegistry: { initCode: keyRegistryBytecode as Hex },
      checkpointLog: { initCode: checkpointLogBytecode as Hex },
      orderLens: { initCode: concatHex(orderLensBytecode as Hex, forEscrow) },
      accountDeployer: { initCode: accountDeployerBytecode as Hex },
      passkeyAccountFactory: { initCode: concatHex(passkeyAccountFactoryBytecode as Hex, forEscrow) },
    },
  })
  return { escrow, testUsdc, around }
}

async function readDeployment(path: string): Promise<Deployment | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : (JSON.parse(text) as Deployment)
}

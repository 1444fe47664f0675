import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Address, addressOfPrivateKey, type Hex } from '@cinnabar/protocol'
import { privateKeyToAccount } from 'viem/accounts'

/** What the relayer asks to have signed: one call. Prices are wei a unit of gas. */
export type TransactionDraft = {
  readonly chainId: number
  readonly nonce: number
  readonly to: Address
  readonly data: Hex
  readonly gas: bigint
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
}

/** Holds the service's key: a file, a KMS or an HSM. */
export type Signer = {
  readonly address: Address
  /** The EIP-191 signature of what the service states, such as that something was deleted. */
  signMessage(message: string): Promise<Hex>
  /** The signed transaction, ready to be sent. */
  signTransaction(draft: TransactionDraft): Promise<Hex>
}

/** Thrown for a key file that cannot be used as it is. */
export class SignerKeyError extends Error {
  readonly code = 'SIGNER_KEY'
  readonly retryable = false
  readonly path: string
  constructor({ path, reason, cause }: { path: string; reason: string; cause?: unknown }) {
    super(`${path}: ${reason}`, { cause })
    this.name = 'SignerKeyError'
    this.path = path
  }
}

/** A signer whose key is in memory. */
export function createKeySigner(privateKey: Hex): Signer {
  const account = privateKeyToAccount(privateKey)
  return {
    address: account.address.toLowerCase() as Address,
    signMessage: (message) => account.signMessage({ message }),
    signTransaction: (draft) => account.signTransaction({ type: 'eip1559', ...draft }),
  }
}

/**
 * A signer whose key is in a file that only its owner reads; made at first use.
 *
 * @throws SignerKeyError if others may read the file, or it holds no key.
 */
export async function openFileSigner(path: string): Promise<Signer> {
  const text = (await readKey(path)) ?? (await createKey(path))
  try {
    const { privateKey, address } = JSON.parse(text) as { privateKey: Hex; address: Address }
    const signer = createKeySigner(privateKey)
    if (signer.address !== address) throw new Error('the address is not that of the key')
    return signer
  } catch (cause) {
    throw new SignerKeyError({ path, reason: 'holds no key', cause })
  }
}

async function readKey(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return undefined
  if ((found.mode & 0o077) !== 0) {
    throw new SignerKeyError({
      path,
      reason: `may be read by others: chmod 600, and change the key if it was`,
    })
  }
  return readFile(path, 'utf8')
}

/** Written beside, flushed and renamed: a key is never half there, and never lost once it was used. */
async function createKey(path: string): Promise<string> {
  const privateKey: Hex = `0x${randomBytes(32).toString('hex')}`
  const text = `${JSON.stringify({ address: addressOfPrivateKey(privateKey), privateKey }, null, 2)}\n`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.new`
  const file = await open(draft, 'w', 0o600)
  await file.writeFile(text)
  await file.sync()
  await file.close()
  await rename(draft, path)
  const directory = await open(dirname(path))
  await directory.sync()
  await directory.close()
  return text
}

import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { replaceFile } from './files.ts'

/** What a directory promises about its chain, in `ledger.json`. */
export interface Pin {
  format: 1
  chainId: number
  genesisHash: `0x${string}`
  anvilVersion: string
}

/** `ledger.json` is missing, cannot be read, or says something other than the chain it lies beside. */
export class PinError extends Error {
  readonly code = 'LEDGER_PIN_INVALID'
  readonly retryable = false
}

/** Chain id of every ephemeral ledger, the one that development tools expect. */
export const EPHEMERAL_CHAIN_ID = 31_337

/** Draws a chain id that no public chain has and no other directory is likely to have. */
export const drawChainId = () => randomInt(1_000_000_000, 2 ** 31)

/** Reads `ledger.json`; undefined when the directory is new. @throws PinError */
export async function findPin(directory: string): Promise<Pin | undefined> {
  let text: string
  try {
    text = await readFile(`${directory}/ledger.json`, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
  try {
    const pin = JSON.parse(text) as Pin
    if (pin.format !== 1) throw new Error(`format ${pin.format} is not known`)
    if (!Number.isSafeInteger(pin.chainId) || pin.chainId <= 0) throw new Error('chainId is not a chain id')
    if (!/^0x[0-9a-f]{64}$/.test(pin.genesisHash)) throw new Error('genesisHash is not a hash')
    if (typeof pin.anvilVersion !== 'string') throw new Error('anvilVersion is missing')
    return pin
  } catch (cause) {
    throw new PinError(`${directory}/ledger.json cannot be read: ${(cause as Error).message}`, { cause })
  }
}

/** Writes `ledger.json`, whole or not at all. */
export function writePin(directory: string, pin: Pin): Promise<void> {
  return replaceFile(directory, 'ledger.json', `${JSON.stringify(pin, null, 2)}\n`)
}

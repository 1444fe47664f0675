import { type Address, type Hex, parseAddress, parseHex } from '@cinnabar/protocol'

/** When a block cannot be taken back any more. */
export type Finality =
  /** As soon as it is seen: one durable sequencer, or validators that agree before they show a block. */
  | { kind: 'instant' }
  /** When this many blocks follow it. */
  | { kind: 'depth'; blocks: number }

/** A network and where the contracts are on it. */
export interface LedgerProfile {
  /** Name of the network: `embedded`, `consortium`, `base`. */
  id: string
  chainId: number
  genesisHash: Hex
  finality: Finality
  contracts: {
    escrow: Address
    /** By symbol. */
    tokens: Readonly<Record<string, Address>>
  }
}

/** What `deployment.json` of a network holds. */
export type Deployment = LedgerProfile

/** Text is not a `deployment.json`. */
export class DeploymentFormatError extends Error {
  readonly code = 'DEPLOYMENT_FORMAT'
  readonly retryable = false
  /** Where in the file: `contracts.escrow`. */
  readonly field: string
  constructor({ field, reason, cause }: { field: string; reason: string; cause?: unknown }) {
    super(`deployment.json, ${field}: ${reason}`, { cause })
    this.name = 'DeploymentFormatError'
    this.field = field
  }
}

/**
 * Parses the text of a `deployment.json`.
 *
 * @throws DeploymentFormatError naming the field.
 */
export function parseDeployment(text: string): Deployment {
  const root = asRecord(
    'the file',
    readField('the file', () => JSON.parse(text) as unknown),
  )
  const contracts = asRecord('contracts', root.contracts)
  const tokens = asRecord('contracts.tokens', contracts.tokens)
  const id = root.id
  if (typeof id !== 'string' || id === '')
    throw new DeploymentFormatError({ field: 'id', reason: 'a name is expected' })
  return {
    id,
    chainId: parseCount('chainId', root.chainId, 1),
    genesisHash: readField('genesisHash', () => parseHex(root.genesisHash, 32)),
    finality: parseFinality(root.finality),
    contracts: {
      escrow: readField('contracts.escrow', () => parseAddress(contracts.escrow)),
      tokens: Object.fromEntries(
        Object.entries(tokens).map(([symbol, token]) => [
          symbol,
          readField(`contracts.tokens.${symbol}`, () => parseAddress(token)),
        ]),
      ),
    },
  }
}

/** Writes a deployment as the text of its file. */
export function formatDeployment(deployment: Deployment): string {
  return `${JSON.stringify(deployment, null, 2)}\n`
}

/**
 * The highest block that is final when `headHeight` is the head.
 *
 * @returns Its height; undefined when none is.
 */
export function findFinalHeight(
  { finality }: Pick<LedgerProfile, 'finality'>,
  headHeight: number,
): number | undefined {
  const height = finality.kind === 'instant' ? headHeight : headHeight - finality.blocks
  return height < 0 ? undefined : height
}

function parseFinality(value: unknown): Finality {
  const finality = asRecord('finality', value)
  if (finality.kind === 'instant') return { kind: 'instant' }
  if (finality.kind === 'depth') {
    return { kind: 'depth', blocks: parseCount('finality.blocks', finality.blocks, 0) }
  }
  throw new DeploymentFormatError({ field: 'finality.kind', reason: '"instant" or "depth" is expected' })
}

function parseCount(field: string, value: unknown, least: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value
  throw new DeploymentFormatError({ field, reason: `a whole number from ${least} on is expected` })
}

function asRecord(field: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new DeploymentFormatError({ field, reason: 'an object is expected' })
}

function readField<T>(field: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new DeploymentFormatError({ field, reason: (cause as Error).message, cause })
  }
}

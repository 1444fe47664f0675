import {
  type Address,
  formatAddress,
  PERMIT2_ADDRESS,
  PROTOCOL_NAME,
  PROTOCOL_VERSION,
  STATE_NAMES,
} from '../src/index.ts'
import { type FieldFormat, formatField } from './fields.ts'
import { type Domain, interpolateIntent, MESSAGES, type Signed } from './intents.ts'
import { SCHEMES } from './schemes.ts'
import { encodeType, listLeaves } from './structs.ts'

/** A contract on a chain. */
export type Place = { readonly chainId: number; readonly address: Address }

/** Where the contracts are: `deployment.json` of each network. */
export type Places = {
  readonly escrows: readonly Place[]
  readonly tokens: readonly Place[]
}

/** An ERC-7730 file, as far as we use it. */
export type Descriptor = {
  readonly $schema: string
  readonly $comment: string
  readonly context: {
    readonly $id: string
    readonly eip712: {
      readonly domain?: { readonly name: string; readonly version?: string }
      /** Empty: it applies nowhere yet. */
      readonly deployments: readonly Place[]
    }
  }
  readonly metadata: {
    readonly owner: string
    readonly contractName: string
    readonly enums?: Readonly<Record<string, Readonly<Record<string, string>>>>
  }
  readonly display: { readonly formats: Readonly<Record<string, MessageFormat>> }
}

/** How a message of a type is shown. */
export type MessageFormat = {
  readonly $id: string
  readonly intent: string
  readonly interpolatedIntent: string
  readonly fields: readonly FieldFormat[]
}

const HEAD = {
  $schema: 'https://eips.ethereum.org/assets/eip-7730/erc7730-v2.schema.json',
  $comment: 'Made by packages/protocol/erc7730/generate.ts. Do not edit.',
}

/** The files that wallets read, by name. */
export function buildDescriptors({ escrows, tokens }: Places): Readonly<Record<string, Descriptor>> {
  return {
    'eip712-cinnabar-escrow.json': {
      ...HEAD,
      context: {
        $id: 'Cinnabar Escrow',
        eip712: {
          domain: { name: PROTOCOL_NAME, version: PROTOCOL_VERSION },
          deployments: escrows.map(toDeployment),
        },
      },
      metadata: {
        owner: 'Cinnabar',
        contractName: 'Escrow',
        enums: { state: Object.fromEntries(STATE_NAMES.map((name, state) => [String(state), name])) },
      },
      display: { formats: formatAll('escrow') },
    },
    'eip712-cinnabar-permit2.json': {
      ...HEAD,
      context: {
        $id: 'Permit2 payment into a Cinnabar escrow',
        eip712: {
          domain: { name: 'Permit2' },
          deployments: escrows.map(({ chainId }) => toDeployment({ chainId, address: PERMIT2_ADDRESS })),
        },
      },
      metadata: { owner: 'Cinnabar', contractName: 'Permit2' },
      display: { formats: formatAll('permit2') },
    },
    'eip712-cinnabar-token.json': {
      ...HEAD,
      context: {
        $id: 'Payment of a token into a Cinnabar escrow',
        eip712: { deployments: tokens.map(toDeployment) },
      },
      metadata: { owner: 'Cinnabar', contractName: 'Token' },
      display: { formats: formatAll('token') },
    },
    'eip712-cinnabar-keys.json': describeScheme('keys', 'KeyRegistry'),
    'eip712-cinnabar-panel.json': describeScheme('panel', 'ArbiterPanel'),
    'eip712-cinnabar-checkpoints.json': describeScheme('checkpoints', 'CheckpointLog'),
  }
}

/** A contract around the escrow, which has a domain of its own; `deployment.json` names none of them yet. */
function describeScheme(scheme: 'keys' | 'panel' | 'checkpoints', contractName: string): Descriptor {
  const { name, version } = SCHEMES[scheme]
  const enums = { state: Object.fromEntries(STATE_NAMES.map((state, index) => [String(index), state])) }
  return {
    ...HEAD,
    context: { $id: name, eip712: { domain: { name, version }, deployments: [] } },
    metadata: { owner: 'Cinnabar', contractName, ...(scheme === 'panel' && { enums }) },
    display: { formats: formatAll(scheme) },
  }
}

function toDeployment({ chainId, address }: Place): Place {
  return { chainId, address: formatAddress(address) }
}

function formatAll(domain: Domain): Record<string, MessageFormat> {
  const types = (Object.keys(MESSAGES) as Signed[]).filter((type) => MESSAGES[type].on === domain)
  return Object.fromEntries(
    types.map((type) => [
      encodeType(type),
      {
        $id: type,
        intent: MESSAGES[type].intent,
        interpolatedIntent: interpolateIntent(type),
        fields: listLeaves(type).map(formatField),
      },
    ]),
  )
}

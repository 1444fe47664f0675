import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAddress } from '../src/index.ts'
import { buildDescriptors, type Place, type Places } from './descriptors.ts'

/** Where the descriptors are written. */
export const DESCRIPTORS_FOLDER = join(import.meta.dirname, 'generated')

const NETWORKS = join(import.meta.dirname, '../../../networks')

/** The text of each descriptor, by file name, for the networks that are deployed. */
export function writeDescriptors(): Readonly<Record<string, string>> {
  const entries = Object.entries(buildDescriptors(readPlaces()))
  return Object.fromEntries(
    entries.map(([name, descriptor]) => [name, `${JSON.stringify(descriptor, null, 2)}\n`]),
  )
}

/** The escrows and tokens of `deployment.json` of each network. */
function readPlaces(): Places {
  const deployed = readdirSync(NETWORKS)
    .sort()
    .map((network) => join(NETWORKS, network, 'deployment.json'))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Deployed)
  const place = ({ chainId }: Deployed, address: string): Place => ({
    chainId,
    address: parseAddress(address),
  })
  return {
    escrows: deployed.map((one) => place(one, one.contracts.escrow)),
    tokens: deployed.flatMap((one) => Object.values(one.contracts.tokens).map((token) => place(one, token))),
  }
}

/** What is read of a `deployment.json`; @cinnabar/ledger has the whole of it. */
type Deployed = {
  readonly chainId: number
  readonly contracts: { readonly escrow: string; readonly tokens: Readonly<Record<string, string>> }
}

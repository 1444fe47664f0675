import { PROTOCOL_NAME, PROTOCOL_VERSION } from '../typedData/hash.ts'
import type { SigningScheme } from '../typedData/scheme.ts'

/**
 * What accounts sign for the vault that keeps sealed details, in the domain of the escrow itself, in which passkey
 * accounts sign too; none of its types is one of the contract's. `items`
 * and `disclosures` are hashes of lists: see `hashItems` and `hashDisclosures`.
 *
 * @see docs/specs/details.md
 */
export const DETAILS_SCHEME = {
  name: PROTOCOL_NAME,
  version: PROTOCOL_VERSION,
  types: {
    StoreDetails: 'bytes32 order,address holder,bytes32 items,bytes32 disclosures,uint40 until',
    OpenDetails: 'bytes32 order,address reader,uint40 until',
    EndDisclosure: 'bytes32 order,address holder,address reader,uint40 until',
    EraseDetails: 'bytes32 order,address holder,uint40 until',
    KeepWays: 'address account,bytes32 document,uint64 revision,uint40 until',
  },
} as const satisfies SigningScheme

import type { SigningScheme } from '../typedData/scheme.ts'

/**
 * What accounts sign for the vault that keeps sealed details. The contract of the domain is the escrow. `items`
 * and `disclosures` are hashes of lists: see `hashItems` and `hashDisclosures`.
 *
 * @see docs/specs/details.md
 */
export const DETAILS_SCHEME = {
  name: 'Cinnabar Details',
  version: '1',
  types: {
    StoreDetails: 'bytes32 order,address holder,bytes32 items,bytes32 disclosures,uint40 until',
    OpenDetails: 'bytes32 order,address reader,uint40 until',
    EndDisclosure: 'bytes32 order,address holder,address reader,uint40 until',
    EraseDetails: 'bytes32 order,address holder,uint40 until',
  },
} as const satisfies SigningScheme

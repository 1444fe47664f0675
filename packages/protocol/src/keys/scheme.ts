import type { SigningScheme } from '../typedData/scheme.ts'

/**
 * What accounts sign for the `KeyRegistry`. `version` is one more than the account's current one, so that a signature
 * works once.
 *
 * @see docs/specs/key-registry.md
 */
export const KEYS_SCHEME = {
  name: 'Cinnabar Keys',
  version: '1',
  types: {
    SetKey: 'address account,bytes32 key,uint64 version,uint40 until',
    RevokeKey: 'address account,uint64 version,uint40 until',
  },
} as const satisfies SigningScheme

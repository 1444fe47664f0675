import type { SigningScheme } from '../typedData/scheme.ts'

/**
 * What accounts sign for the `CheckpointLog`. `previousHead` is the head of the latest anchor, zero for the first, so
 * that a signature works once.
 *
 * @see docs/specs/checkpoint-log.md
 */
export const CHECKPOINTS_SCHEME = {
  name: 'Cinnabar Checkpoints',
  version: '1',
  types: {
    Anchor: 'address account,uint64 size,bytes32 root,bytes32 previousHead,uint40 until',
  },
} as const satisfies SigningScheme

import type { Hex } from '../bytes.ts'
import type { DescribeOptions } from '../typedData/describe.ts'
import type { ProtocolDomain } from '../typedData/hash.ts'
import {
  describeSchemeMessage,
  hashSchemeMessage,
  type SchemeMessage,
  type SchemeType,
  type SigningScheme,
  schemeTypedData,
} from '../typedData/scheme.ts'
import type { TypedData } from '../typedData/typedData.ts'
import { CHECKPOINTS_SENTENCES } from './sentences.ts'

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

/** The name of a type that is signed for the checkpoint log. */
export type CheckpointsType = SchemeType<typeof CHECKPOINTS_SCHEME>

/** What is signed for the checkpoint log. */
export type CheckpointsMessage<Type extends CheckpointsType = CheckpointsType> = SchemeMessage<
  typeof CHECKPOINTS_SCHEME,
  Type
>

/**
 * The EIP-712 digest of what is signed for the checkpoint log.
 *
 * @param domain - The current chain and the address of the contract itself.
 * @throws RangeError for a value that does not fit its type.
 */
export function hashCheckpointsMessage<Type extends CheckpointsType>(
  type: Type,
  message: CheckpointsMessage<Type>,
  domain: ProtocolDomain,
): Hex {
  return hashSchemeMessage(CHECKPOINTS_SCHEME, type, message, domain)
}

/** What a wallet shows and signs; its digest is that of `hashCheckpointsMessage`. */
export function toCheckpointsTypedData<Type extends CheckpointsType>(
  type: Type,
  message: CheckpointsMessage<Type>,
  domain: ProtocolDomain,
): TypedData {
  return schemeTypedData(CHECKPOINTS_SCHEME, type, message, domain)
}

/** The sentence that a person should read before signing; English unless told. */
export function describeCheckpointsMessage<Type extends CheckpointsType>(
  type: Type,
  message: CheckpointsMessage<Type>,
  options: DescribeOptions = {},
): string {
  return describeSchemeMessage<typeof CHECKPOINTS_SCHEME, Type>(CHECKPOINTS_SENTENCES, type, message, options)
}

import type { Hex } from '../bytes.ts'
import type { DescribeOptions } from '../typedData/describe.ts'
import type { ProtocolDomain } from '../typedData/hash.ts'
import {
  describeSchemeMessage,
  hashSchemeMessage,
  type SchemeMessage,
  type SchemeType,
  schemeTypedData,
} from '../typedData/scheme.ts'
import type { TypedData } from '../typedData/typedData.ts'
import { CHECKPOINTS_SCHEME } from './scheme.ts'
import { CHECKPOINTS_SENTENCES } from './sentences.ts'

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

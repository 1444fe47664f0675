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
import { PANEL_SCHEME } from './scheme.ts'
import { PANEL_SENTENCES } from './sentences.ts'

/** The name of a type that is signed for a panel of arbiters. */
export type PanelType = SchemeType<typeof PANEL_SCHEME>

/** What is signed for a panel of arbiters. */
export type PanelMessage<Type extends PanelType = PanelType> = SchemeMessage<typeof PANEL_SCHEME, Type>

/**
 * The EIP-712 digest of what is signed for a panel of arbiters.
 *
 * @param domain - The current chain and the address of the contract itself.
 * @throws RangeError for a value that does not fit its type.
 */
export function hashPanelMessage<Type extends PanelType>(
  type: Type,
  message: PanelMessage<Type>,
  domain: ProtocolDomain,
): Hex {
  return hashSchemeMessage(PANEL_SCHEME, type, message, domain)
}

/** What a wallet shows and signs; its digest is that of `hashPanelMessage`. */
export function toPanelTypedData<Type extends PanelType>(
  type: Type,
  message: PanelMessage<Type>,
  domain: ProtocolDomain,
): TypedData {
  return schemeTypedData(PANEL_SCHEME, type, message, domain)
}

/** The sentence that a person should read before signing; English unless told. */
export function describePanelMessage<Type extends PanelType>(
  type: Type,
  message: PanelMessage<Type>,
  options: DescribeOptions = {},
): string {
  return describeSchemeMessage<typeof PANEL_SCHEME, Type>(PANEL_SENTENCES, type, message, options)
}

import type { Order } from '../terms.ts'
import { type ProtocolDomain, type TypedDomain, typedDomain } from './hash.ts'
import {
  ACTION_TYPES,
  type ActionMessage,
  type ActionType,
  ORDER_FIELDS,
  parseFields,
  type TypedField,
  WINDOWS_FIELDS,
} from './types.ts'

/** A request to sign, as `eth_signTypedData_v4` takes it: plain JSON, amounts as strings of digits. */
export type TypedData = {
  /** Permit2's domain has no version. */
  readonly domain: Omit<TypedDomain, 'version'> & { readonly version?: string }
  readonly types: { readonly [name: string]: readonly TypedField[] }
  readonly primaryType: string
  readonly message: { readonly [field: string]: unknown }
}

const DOMAIN_FIELDS: readonly TypedField[] = parseFields(
  'string name,string version,uint256 chainId,address verifyingContract',
)

/**
 * What a wallet shows and signs for an action, or for the terms themselves (`'Order'`).
 * Its EIP-712 digest is that of `hashAction` and `orderId`.
 */
export function toTypedData(type: 'Order', message: Order, domain: ProtocolDomain): TypedData
export function toTypedData<Type extends ActionType>(
  type: Type,
  message: ActionMessage<Type>,
  domain: ProtocolDomain,
): TypedData
export function toTypedData(type: ActionType | 'Order', message: object, domain: ProtocolDomain): TypedData {
  if (type !== 'Order') return typedData(typedDomain(domain), type, ACTION_TYPES[type], message)
  const data = typedData(typedDomain(domain), type, ORDER_FIELDS, message)
  return { ...data, types: { ...data.types, Windows: parseFields(WINDOWS_FIELDS) } }
}

/** The JSON form of any flat EIP-712 type, given as its fields' text. */
export function typedData(
  domain: TypedDomain,
  primaryType: string,
  fieldsText: string,
  message: object,
): TypedData {
  const fields = parseFields(fieldsText)
  const entries = fields.map(({ name }) => [name, toJson((message as Record<string, unknown>)[name])])
  return {
    domain,
    types: { EIP712Domain: DOMAIN_FIELDS, [primaryType]: fields },
    primaryType,
    message: Object.fromEntries(entries),
  }
}

function toJson(value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}

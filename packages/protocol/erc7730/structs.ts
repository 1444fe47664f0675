import {
  ACTION_TYPES,
  ORDER_FIELDS,
  PERMIT_FIELDS,
  PERMIT_WITNESS_TRANSFER_FIELDS,
  PERMIT2_WITNESSES,
  parseFields,
  RECEIVE_WITH_AUTHORIZATION_FIELDS,
  TOKEN_PERMISSIONS_FIELDS,
  type TypedField,
  WINDOWS_FIELDS,
} from '../src/index.ts'
import { SCHEME_TYPES } from './schemes.ts'

/**
 * Every struct that is signed, or stands in one that is, by name. Permit2's has another definition for each purpose:
 * what tells them apart stands behind a colon.
 */
export const STRUCTS: Readonly<Record<string, string>> = {
  ...ACTION_TYPES,
  ...SCHEME_TYPES,
  Order: ORDER_FIELDS,
  Windows: WINDOWS_FIELDS,
  ReceiveWithAuthorization: RECEIVE_WITH_AUTHORIZATION_FIELDS,
  Permit: PERMIT_FIELDS,
  'PermitWitnessTransferFrom:FundOrder': `${PERMIT_WITNESS_TRANSFER_FIELDS},FundOrder witness`,
  'PermitWitnessTransferFrom:DepositTo': `${PERMIT_WITNESS_TRANSFER_FIELDS},DepositTo witness`,
  TokenPermissions: TOKEN_PERMISSIONS_FIELDS,
  ...PERMIT2_WITNESSES,
}

/** The name that is hashed. */
export function nameOf(struct: string): string {
  return struct.split(':')[0]!
}

/** The fields of a struct. */
export function fieldsOf(struct: string): TypedField[] {
  const text = STRUCTS[struct]
  if (text === undefined) throw new Error(`there is no struct ${struct}`)
  return parseFields(text)
}

/** EIP-712's `encodeType`: the struct, then those that it refers to, by name. */
export function encodeType(primary: string): string {
  const referred = new Set<string>()
  const visit = (struct: string): void => {
    for (const { type } of fieldsOf(struct)) {
      if (STRUCTS[type] === undefined || referred.has(type)) continue
      referred.add(type)
      visit(type)
    }
  }
  visit(primary)
  return [primary, ...[...referred].sort()].map((struct) => `${nameOf(struct)}(${STRUCTS[struct]})`).join('')
}

/** A value of a message: where it is, and in which struct. */
export type Leaf = {
  readonly path: string
  readonly name: string
  readonly type: string
  readonly struct: string
}

/** The values of a message of a type, structs within it resolved: `windows.accept`. */
export function listLeaves(struct: string, prefix = ''): Leaf[] {
  return fieldsOf(struct).flatMap(({ name, type }) => {
    const path = `${prefix}${name}`
    return STRUCTS[type] === undefined ? [{ path, name, type, struct }] : listLeaves(type, `${path}.`)
  })
}

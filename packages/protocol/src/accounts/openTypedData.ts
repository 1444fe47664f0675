import { concatHex, type Hex, hashText, keccak256 } from '../bytes.ts'
import { encodeField } from '../typedData/hash.ts'
import type { TypedData } from '../typedData/typedData.ts'
import type { OpenedData } from './erc7739.ts'

type Types = TypedData['types']

/**
 * Opens typed data in the form that wallets take, whatever they are: what `openAction` and `openTerms` make of each
 * kind by its own. Structs may hold structs; arrays and `bytes` are not known here.
 *
 * @throws RangeError for a value that does not fit its type, or a type that cannot be opened.
 */
export function openTypedData({ domain, types, primaryType, message }: TypedData): OpenedData {
  return {
    separator: keccak256(encodeStruct(types, 'EIP712Domain', domain)),
    typeText: writeType(types, primaryType),
    contents: encodeStruct(types, primaryType, message),
  }
}

function encodeStruct(types: Types, name: string, struct: object): Hex {
  const words = types[name]!.map((field) => {
    const value = (struct as Readonly<Record<string, unknown>>)[field.name]
    if (types[field.type]) return keccak256(encodeStruct(types, field.type, value as object))
    return field.type === 'string' ? hashText(value as string) : encodeField(field.name, field.type, value)
  })
  return concatHex(hashText(writeType(types, name)), ...words)
}

/** The type and, in the order of the alphabet, those that it is made of. */
function writeType(types: Types, name: string): string {
  const others = [...listInner(types, name)].sort()
  return [name, ...others].map((type) => writeOwnType(types, type)).join('')
}

function writeOwnType(types: Types, name: string): string {
  return `${name}(${types[name]!.map((field) => `${field.type} ${field.name}`).join(',')})`
}

function listInner(types: Types, name: string): Set<string> {
  const inner = types[name]!.map(({ type }) => type).filter((type) => types[type])
  return new Set(inner.flatMap((type) => [type, ...listInner(types, type)]))
}

import {
  ACTION_TYPES,
  type ActionMessage,
  type ActionType,
  parseFields,
  STATE_NAMES,
  State,
  type StateName,
} from '@cinnabar/protocol'
import { formatInstant, parseInstant } from './instants.ts'

/** Values of an action as they stand in the API's JSON. */
export type WireFields = Readonly<Record<string, unknown>>

/** The signed message of an action, from its fields in the API's form. */
export function decodeMessage<Type extends ActionType>(type: Type, fields: WireFields): ActionMessage<Type> {
  const entries = parseFields(ACTION_TYPES[type]).map(({ name, type: solidity }) => [
    name,
    decodeField(name, solidity, fields[name]),
  ])
  return Object.fromEntries(entries) as ActionMessage<Type>
}

/** The fields of a message in the API's form: what is posted back, without the order or account it is about. */
export function encodeMessage(type: ActionType, message: ActionMessage): Record<string, unknown> {
  const entries = parseFields(ACTION_TYPES[type])
    .filter(({ name }) => name !== 'order' && name !== 'account')
    .map(({ name, type: solidity }) => [
      name,
      encodeField(name, solidity, (message as Record<string, unknown>)[name]),
    ])
  return Object.fromEntries(entries)
}

function decodeField(name: string, solidity: string, value: unknown): unknown {
  if (name === 'state') return State[value as StateName]
  if (solidity === 'uint40') return parseInstant(value as string)
  if (solidity === 'uint96' || solidity === 'uint256') return BigInt(value as string)
  return value
}

function encodeField(name: string, solidity: string, value: unknown): unknown {
  if (name === 'state') return STATE_NAMES[value as number]
  if (solidity === 'uint40') return formatInstant(value as number)
  return typeof value === 'bigint' ? value.toString() : value
}

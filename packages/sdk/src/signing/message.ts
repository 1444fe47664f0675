import {
  ACTION_TYPES,
  type ActionMessage,
  type ActionType,
  isSameAddress,
  parseFields,
  parseHex,
  parseUnits,
  State,
  type StateName,
} from '@cinnabar/protocol'
import { parseInstant } from '../wire/instant.ts'
import { ServiceMismatchError } from './mismatch.ts'

/** What was asked, as it stands in the body of the API. Left out is what the service may choose. */
export type AskedFields = Readonly<Record<string, unknown>>

/**
 * The message of an action, built from what was asked and, for the rest, from what the service answered.
 *
 * @param subject - The order or the account that the message is about, which the service never chooses.
 * @throws ServiceMismatchError if the service changed what was asked, or a field cannot be read.
 */
export function buildMessage<Type extends ActionType>(
  type: Type,
  subject: AskedFields,
  asked: AskedFields,
  answered: AskedFields,
): ActionMessage<Type> {
  for (const [field, value] of Object.entries(asked)) {
    // Objects, such as terms, are in the message by their hash, which is recomputed here.
    if (value !== undefined && typeof value !== 'object' && !isSame(value, answered[field]))
      throw new ServiceMismatchError({ field, asked: value, answered: answered[field] })
  }
  const fields = parseFields(ACTION_TYPES[type]).map(({ name, type: solidity }) => {
    const value = subject[name] ?? asked[name] ?? answered[name]
    try {
      return [name, readField(name, solidity, value)]
    } catch {
      throw new ServiceMismatchError({ field: name, asked: solidity, answered: value })
    }
  })
  return Object.fromEntries(fields) as ActionMessage<Type>
}

function readField(name: string, solidity: string, value: unknown): unknown {
  if (name === 'state') return readState(value)
  if (solidity === 'bytes32') return parseHex(value, 32)
  if (solidity === 'address') return parseHex(value, 20)
  if (solidity === 'uint40') return readInstant(value)
  if (solidity === 'bool' || solidity === 'uint32') {
    if (typeof value !== 'boolean' && !Number.isSafeInteger(value)) throw new TypeError(name)
    return value
  }
  return parseUnits(value)
}

function readState(value: unknown): State {
  if (typeof value !== 'string' || !Object.hasOwn(State, value)) throw new TypeError('state')
  return State[value as StateName]
}

function readInstant(value: unknown): number {
  const at = typeof value === 'string' ? parseInstant(value) : Number.NaN
  if (!Number.isSafeInteger(at)) throw new TypeError('instant')
  return at
}

function isSame(asked: unknown, answered: unknown): boolean {
  if (asked === answered) return true
  if (typeof asked !== 'string' || typeof answered !== 'string') return false
  return (
    asked.startsWith('0x') && answered.startsWith('0x') && isSameAddress(asked as never, answered as never)
  )
}

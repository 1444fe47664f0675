import { type Address, type Hex, parseAddress, parseHex } from '@cinnabar/protocol'
import { InvalidArgumentError } from 'commander'

/** A port from the command line; 0 means any that is free. */
export function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.')
  }
  return port
}

/** How many, from the command line. */
export function parseCount(text: string): number {
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new InvalidArgumentError('A count is a whole number from 1.')
  }
  return count
}

/** Whose, from the command line. */
export function parseAccount(text: string): Address {
  try {
    return parseAddress(text)
  } catch (cause) {
    throw new InvalidArgumentError(`An account is an address: ${(cause as Error).message}.`)
  }
}

/** Which order, from the command line: its whole id. */
export function parseOrderId(text: string): Hex {
  try {
    return parseHex(text, 32)
  } catch (cause) {
    throw new InvalidArgumentError(`An order's id is whole here: ${(cause as Error).message}.`)
  }
}

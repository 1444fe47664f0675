import { type Address, parseAddress } from '../address.ts'
import { concatHex, encodeWord, type Hex, HexError, parseHex } from '../bytes.ts'
import { encodeBytesTail, encodeTuple } from './abiBytes.ts'

/**
 * The signature of an account that may not exist yet, with the call that deploys it.
 *
 * @see https://eips.ethereum.org/EIPS/eip-6492
 */
export type CounterfactualSignature = {
  readonly factory: Address
  readonly factoryData: Hex
  readonly signature: Hex
}

const MAGIC = '6492'.repeat(16)

/** Wraps a signature with the call that deploys its account. */
export function wrapCounterfactual({ factory, factoryData, signature }: CounterfactualSignature): Hex {
  const tuple = encodeTuple([
    encodeWord(factory),
    { tail: encodeBytesTail(factoryData) },
    { tail: encodeBytesTail(signature) },
  ])
  return concatHex(tuple, `0x${MAGIC}`)
}

/** Whether a signature is wrapped as ERC-6492 says: it ends with its mark. */
export function isCounterfactual(signature: Hex): boolean {
  return signature.length >= 2 + MAGIC.length && signature.toLowerCase().endsWith(MAGIC)
}

/**
 * Takes a wrapped signature apart.
 *
 * @throws HexError when it is not wrapped, or what is wrapped ends before it should.
 */
export function unwrapCounterfactual(wrapped: Hex): CounterfactualSignature {
  if (!isCounterfactual(wrapped))
    throw new HexError({ value: wrapped, expected: 'a signature wrapped by ERC-6492' })
  const body = parseHex(wrapped).slice(2, -MAGIC.length)
  return {
    factory: parseAddress(`0x${readDigits(body, 0, 32).slice(24)}`),
    factoryData: readBytes(body, 1),
    signature: readBytes(body, 2),
  }
}

function readBytes(body: string, position: number): Hex {
  const place = readNumber(body, 32 * position)
  return `0x${readDigits(body, place + 32, readNumber(body, place))}`
}

function readNumber(body: string, place: number): number {
  const value = BigInt(`0x${readDigits(body, place, 32)}`)
  // Whatever is larger lies behind the end, where reading fails.
  return Number(value > 0xffff_ffffn ? 0xffff_ffffn : value)
}

function readDigits(body: string, place: number, length: number): string {
  const digits = body.slice(2 * place, 2 * (place + length))
  if (digits.length !== 2 * length)
    throw new HexError({ value: `0x${body}`, expected: `${length} bytes at byte ${place}` })
  return digits
}

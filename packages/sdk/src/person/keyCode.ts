import { decodeHex, type Hex, parseHex } from '@cinnabar/protocol'
import { deriveBytes } from './deriveBytes.ts'
import { encodeSymbols, formatSymbols, readSymbols } from './symbols.ts'

/** 60 bits: nobody makes a key of the same code while a friend is on the telephone, nor in years before. */
const LENGTH = 12
const GROUP_SIZE = 4

/**
 * A public key as two people compare it by voice: 12 characters in groups of 4. Both say it of the key that they
 * have; where it differs, somebody is between them.
 */
export function formatKeyCode(publicKey: Hex): string {
  const hash = deriveBytes(decodeHex(parseHex(publicKey, 32)), { purpose: 'key code', size: 8 })
  return formatSymbols(encodeSymbols(hash, LENGTH), GROUP_SIZE)
}

/** Whether a code, as somebody said or typed it, is that of a key. */
export function isKeyCodeOf(code: string, publicKey: Hex): boolean {
  const symbols = readSymbols(code).flat()
  if (symbols.length !== LENGTH || symbols.includes(-1)) return false
  return formatSymbols(symbols, GROUP_SIZE) === formatKeyCode(publicKey)
}

/** Crockford's 32 symbols: digits and letters without I, L, O and U. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BITS = 5

/** The first `count` symbols of bytes, five bits each; zero bits follow the last byte. */
export function encodeSymbols(bytes: Uint8Array, count: number): number[] {
  const bitAt = (at: number) => ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
  return Array.from({ length: count }, (_, symbol) => {
    let value = 0
    for (let bit = 0; bit < BITS; bit++) value = (value << 1) | bitAt(symbol * BITS + bit)
    return value
  })
}

/** The bytes of symbols; bits that fill no byte are left out. */
export function decodeSymbols(symbols: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(Math.floor((symbols.length * BITS) / 8))
  for (let at = 0; at < bytes.length * 8; at++) {
    const bit = (symbols[Math.floor(at / BITS)]! >> (BITS - 1 - (at % BITS))) & 1
    bytes[at >> 3]! |= bit << (7 - (at & 7))
  }
  return bytes
}

/** Symbols as text, in groups. */
export function formatSymbols(symbols: readonly number[], groupSize: number): string {
  const text = symbols.map((symbol) => SYMBOLS[symbol]).join('')
  return text.match(new RegExp(`.{1,${groupSize}}`, 'g'))!.join('-')
}

/**
 * What a person typed, as it is divided by spaces and dashes: upper case, O read as 0, I and L as 1, full width as
 * half. What is no symbol is −1.
 */
export function readSymbols(text: string): number[][] {
  const upper = text.normalize('NFKC').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
  return upper
    .split(/[\s\p{Pd}_.]+/u)
    .filter((piece) => piece !== '')
    .map((piece) => [...piece].map((character) => SYMBOLS.indexOf(character)))
}

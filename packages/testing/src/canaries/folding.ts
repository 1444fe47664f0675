/** What each byte is compared as: letters as small ones, 0 for what is passed over. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x41 && byte <= 0x5a) return byte + 0x20
  const isDigit = byte >= 0x30 && byte <= 0x39
  const isLetter = byte >= 0x61 && byte <= 0x7a
  return isDigit || isLetter || byte >= 0x80 ? byte : 0
})
const KEPT = FOLDED.map((byte) => Math.min(1, byte))

/**
 * Bytes without case, spaces, punctuation and control characters: so `+86 (138)` is `86138`, and Latin text in
 * UTF-16, which is ASCII with zeros between, is ASCII.
 */
export function foldBytes(bytes: Uint8Array): Uint8Array {
  const folded = new Uint8Array(bytes.length)
  let length = 0
  for (let index = 0; index < bytes.length; index += 1) {
    // Without a branch, which random bytes would make the processor guess wrong.
    const byte = bytes[index]!
    folded[length] = FOLDED[byte]!
    length += KEPT[byte]!
  }
  return folded.subarray(0, length)
}

/** Where the byte stood that folding moved to `position`. */
export function findUnfolded(bytes: Uint8Array, position: number): number {
  let left = position
  for (let index = 0; index < bytes.length; index += 1) {
    if (FOLDED[bytes[index]!] === 0) continue
    if (left === 0) return index
    left -= 1
  }
  return bytes.length
}

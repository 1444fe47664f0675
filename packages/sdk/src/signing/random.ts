/** A random number of 256 bits: a salt, or a nonce in no order. */
export function randomNumber(): bigint {
  return crypto.getRandomValues(new BigUint64Array(4)).reduce((number, word) => (number << 64n) | word, 0n)
}

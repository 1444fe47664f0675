/**
 * The least gas limit that a transaction may carry in Prague.
 *
 * Sources: EIP-2028 (data), EIP-2930 (access list), EIP-3860 (creation code), EIP-7623 (floor for data).
 */
export function getIntrinsicGas(transaction: {
  data: Uint8Array
  isCreation: boolean
  accessList: { slots: number }[]
}): number {
  const { data, isCreation, accessList } = transaction
  let zeros = 0
  for (const byte of data) if (byte === 0) zeros++
  const tokens = zeros + 4 * (data.length - zeros)
  const creation = isCreation ? 32_000 + 2 * Math.ceil(data.length / 32) : 0
  const access = accessList.reduce((sum, { slots }) => sum + 2_400 + 1_900 * slots, 0)
  return Math.max(21_000 + 4 * tokens + creation + access, 21_000 + 10 * tokens)
}

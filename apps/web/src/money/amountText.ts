import { formatMoney } from '@cinnabar/protocol'

/** How a token is shown. */
export type Token = { readonly symbol: string; readonly decimals: number }

/** An amount for a reader: exact, at least two decimals, thousands apart: "1,234.50". */
export function amountText(amount: bigint, token: Token): string {
  const [whole = '', fraction] = formatMoney(amount, token, 2).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

import { amountText, type Token } from './amountText.ts'

type AmountProps = { readonly of: bigint; readonly token: Token }

/** An amount of money in its token; every page shows money through here. */
export function Amount({ of, token }: AmountProps) {
  return (
    <span className="figures">
      {amountText(of, token)} <span className="soft">{token.symbol}</span>
    </span>
  )
}

import {
  type Address,
  checkTerms,
  DAY,
  type Order,
  type QuoteParameters,
  quoteTerms,
  type TermsProblem,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { randomNumber } from '../signing/random.ts'
import { getNetwork } from './getNetwork.ts'
import type { Token } from '../wire/token.ts'

/** Terms by preset; what is left out is zero or the preset's. Amounts are base units of the token. */
export type TermsParameters = Omit<QuoteParameters, 'token' | 'salt' | 'validUntil' | 'seller'> & {
  readonly token: Token | Address
  /** The signer of the quote when left out. */
  readonly seller?: Address | undefined
  /** Last second at which the order can be funded; a day from the ledger's now when left out. */
  readonly validUntil?: number | undefined
  /** Random when left out. */
  readonly salt?: bigint | undefined
}

/** The terms break rules of the protocol. */
export class TermsInvalidError extends Error {
  readonly code = 'TERMS_INVALID'
  readonly retryable = false
  readonly problems: readonly TermsProblem[]
  constructor({ problems }: { problems: readonly TermsProblem[] }) {
    super(problems.map(({ field, problem, mend }) => `${field}: ${problem}; ${mend}`).join('\n'))
    this.name = 'TermsInvalidError'
    this.problems = problems
  }
}

/**
 * Builds terms from a preset and checks them. Nothing is signed and nothing but the ledger's time is asked.
 *
 * @throws TermsInvalidError
 */
export async function buildTerms(
  client: Client,
  parameters: TermsParameters & { seller: Address; signal?: AbortSignal | undefined },
): Promise<Order> {
  const { token, validUntil, salt, signal, ...quote } = parameters
  const { terms } = quoteTerms({
    ...quote,
    token: typeof token === 'string' ? token : token.address,
    validUntil: validUntil ?? (await getNetwork(client, { signal })).now + DAY,
    salt: salt ?? randomNumber(),
  })
  const problems = checkTerms(terms)
  if (problems.length > 0) throw new TermsInvalidError({ problems })
  return terms
}

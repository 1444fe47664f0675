import { type Address, isSameAddress, isZeroAddress } from './address.ts'
import { DAY, HOUR, MINUTE, type Seconds } from './instant.ts'
import { BPS_ONE } from './money.ts'
import { hasArbiter, hasAttestor, type Order, paidIn, payerOf, WINDOW_NAMES, type Windows } from './terms.ts'

/** What is wrong with terms, and the mend. `field` is a path into the terms: `"windows.ruling"`. */
export type TermsProblem = { readonly field: string; readonly problem: string; readonly mend: string }

/** A rule that valid terms keep. `isBroken` answers for whole terms. */
export type TermsRule = TermsProblem & { readonly isBroken: (terms: Order) => boolean }

/** The highest platform fee. */
export const MAX_FEE_BPS = 3000

/** What a cost that is claimed with documents leaves the buyer to look at them. */
export const CLAIM_WINDOW: Seconds = 3 * DAY

/** Floor and ceiling of each window that is there, and when zero may stand for "no such stage". */
export const WINDOW_BOUNDS: Readonly<
  Record<keyof Windows, { min: Seconds; max: Seconds; zeroWhen: (terms: Order) => boolean; zeroText: string }>
> = {
  accept: {
    min: 10 * MINUTE,
    max: 30 * DAY,
    zeroWhen: () => true,
    zeroText: 'or zero: then the seller signs first',
  },
  fulfil: { min: HOUR, max: 180 * DAY, zeroWhen: () => false, zeroText: '' },
  inspect: { min: DAY, max: 30 * DAY, zeroWhen: () => true, zeroText: 'or zero: no inspection' },
  store: { min: 7 * DAY, max: 365 * DAY, zeroWhen: () => true, zeroText: 'or zero: no inspection' },
  deliver: { min: HOUR, max: 180 * DAY, zeroWhen: () => false, zeroText: '' },
  confirm: {
    min: HOUR,
    max: 90 * DAY,
    zeroWhen: (terms) => !hasAttestor(terms),
    zeroText: 'or zero without attestor',
  },
  dispute: { min: 3 * DAY, max: 60 * DAY, zeroWhen: () => false, zeroText: '' },
  ruling: {
    min: 3 * DAY,
    max: 180 * DAY,
    zeroWhen: (terms) => !hasArbiter(terms),
    zeroText: 'or zero without arbiter',
  },
}

function isOneOf(address: Address, others: readonly Address[]): boolean {
  return !isZeroAddress(address) && others.some((other) => isSameAddress(address, other))
}

/** Who trades: none of them may judge or attest. */
function tradersOf(terms: Order): Address[] {
  return [terms.buyer, payerOf(terms), terms.seller]
}

/**
 * The rules of valid terms, in the order in which they are checked. `TermsInvalid(order, field)` of the contract
 * names the field of the first broken one:
 *
 * | # | field | the rule |
 * |---|---|---|
 * | 1 | `buyer` | is not zero |
 * | 2 | `payer` | is not the seller (zero stands for the buyer, see 4) |
 * | 3 | `seller` | is not zero |
 * | 4 | `seller` | is not the buyer |
 * | 5 | `token` | is not zero |
 * | 6 | `arbiter` | if named, is not buyer, payer or seller |
 * | 7 | `backupArbiter` | if named, is not buyer, payer, seller or arbiter |
 * | 8 | `attestor` | if named, is not buyer, payer, seller, arbiter or backup arbiter |
 * | 9 | `goods` | 0 < goods + service + freight + atCost < 2⁹⁶ |
 * | 10 | `arbiterFee` | ≤ goods + service + freight + atCost |
 * | 11 | `feeBps` | ≤ 3000 |
 * | 12 | `drawBps` | ≤ 10000 |
 * | 13 | `abandonBps` | ≤ 10000 |
 * | 14 | `silenceBps` | ≤ 10000 |
 * | 15 | `backupArbiter` | is zero without arbiter |
 * | 16 | `arbiterFee` | is zero without arbiter |
 * | 17 | `windows.ruling` | is zero without arbiter |
 * | 18 | `platform` | is zero exactly when feeBps is zero |
 * | 19 | `windows.store` | is zero exactly when inspect is zero |
 * | 20 | `windows.confirm` | is zero exactly when the attestor is zero |
 * | 21 | `atCost` | above zero asks for confirm (without attestor: deliver) ≥ 3 days |
 * | 22 | `windows.accept` | zero, or 10 minutes to 30 days |
 * | 23 | `windows.fulfil` | 1 hour to 180 days |
 * | 24 | `windows.inspect` | zero, or 1 to 30 days |
 * | 25 | `windows.store` | zero, or 7 to 365 days |
 * | 26 | `windows.deliver` | 1 hour to 180 days |
 * | 27 | `windows.confirm` | zero (see 20), or 1 hour to 90 days |
 * | 28 | `windows.dispute` | 3 to 60 days |
 * | 29 | `windows.ruling` | 3 to 180 days with arbiter |
 *
 * @see docs/specs/order.md, Terms
 */
export const TERMS_RULES: readonly TermsRule[] = [
  {
    field: 'buyer',
    problem: 'the buyer is missing',
    mend: 'name the account that accepts and confirms',
    isBroken: (terms) => isZeroAddress(terms.buyer),
  },
  {
    field: 'payer',
    problem: 'the payer is the seller',
    mend: 'let the buyer or a third account pay',
    isBroken: (terms) => isOneOf(terms.payer, [terms.seller]),
  },
  {
    field: 'seller',
    problem: 'the seller is missing',
    mend: 'name the account that sells',
    isBroken: (terms) => isZeroAddress(terms.seller),
  },
  {
    field: 'seller',
    problem: 'the seller is the buyer',
    mend: 'use two accounts',
    isBroken: (terms) => isSameAddress(terms.seller, terms.buyer),
  },
  {
    field: 'token',
    problem: 'the token is missing',
    mend: 'name the token contract; native currency is not held',
    isBroken: (terms) => isZeroAddress(terms.token),
  },
  {
    field: 'arbiter',
    problem: 'the arbiter is a side of the trade',
    mend: 'name somebody else than buyer, payer and seller, or nobody',
    isBroken: (terms) => isOneOf(terms.arbiter, tradersOf(terms)),
  },
  {
    field: 'backupArbiter',
    problem: 'the backup arbiter is a side of the trade or the arbiter',
    mend: 'name somebody else than buyer, payer, seller and arbiter, or nobody',
    isBroken: (terms) => isOneOf(terms.backupArbiter, [...tradersOf(terms), terms.arbiter]),
  },
  {
    field: 'attestor',
    problem: 'the attestor is a side of the trade or an arbiter',
    mend: 'name somebody else than buyer, payer, seller and the arbiters, or nobody',
    isBroken: (terms) => isOneOf(terms.attestor, [...tradersOf(terms), terms.arbiter, terms.backupArbiter]),
  },
  {
    field: 'goods',
    problem: 'goods, service, freight and atCost together are zero, or 2^96 and more',
    mend: 'ask for at least one base unit and less than 2^96',
    isBroken: (terms) => paidIn(terms) <= 0n || paidIn(terms) >= 2n ** 96n,
  },
  {
    field: 'arbiterFee',
    problem: "the arbiter's fee is more than what is paid in",
    mend: 'lower it to at most goods + service + freight + atCost',
    isBroken: (terms) => terms.arbiterFee > paidIn(terms),
  },
  bpsRule('feeBps', MAX_FEE_BPS),
  bpsRule('drawBps', BPS_ONE),
  bpsRule('abandonBps', BPS_ONE),
  bpsRule('silenceBps', BPS_ONE),
  {
    field: 'backupArbiter',
    problem: 'there is a backup arbiter and no arbiter',
    mend: 'name the arbiter, or leave the backup zero',
    isBroken: (terms) => !hasArbiter(terms) && !isZeroAddress(terms.backupArbiter),
  },
  {
    field: 'arbiterFee',
    problem: "there is an arbiter's fee and no arbiter",
    mend: 'name the arbiter, or leave the fee zero',
    isBroken: (terms) => !hasArbiter(terms) && terms.arbiterFee !== 0n,
  },
  {
    field: 'windows.ruling',
    problem: 'there is a ruling window and no arbiter',
    mend: 'name the arbiter, or leave the window zero',
    isBroken: (terms) => !hasArbiter(terms) && terms.windows.ruling !== 0,
  },
  {
    field: 'platform',
    problem: 'a platform without feeBps, or feeBps without platform',
    mend: 'give both, or leave both zero',
    isBroken: (terms) => isZeroAddress(terms.platform) !== (terms.feeBps === 0),
  },
  {
    field: 'windows.store',
    problem: 'one of inspect and store is zero and the other is not',
    mend: 'give both for orders with an inspection, else leave both zero',
    isBroken: ({ windows }) => (windows.inspect === 0) !== (windows.store === 0),
  },
  {
    field: 'windows.confirm',
    problem: 'an attestor without confirm window, or a confirm window without attestor',
    mend: 'give both, or leave both zero',
    isBroken: (terms) => hasAttestor(terms) !== (terms.windows.confirm !== 0),
  },
  {
    field: 'atCost',
    problem: 'the buyer has less than 3 days to look at documented cost',
    mend: 'set confirm (without attestor: deliver) to at least 259200 seconds',
    isBroken: (terms) =>
      terms.atCost > 0n &&
      (hasAttestor(terms) ? terms.windows.confirm : terms.windows.deliver) < CLAIM_WINDOW,
  },
  ...WINDOW_NAMES.map(windowRule),
]

function bpsRule(field: 'feeBps' | 'drawBps' | 'abandonBps' | 'silenceBps', max: number): TermsRule {
  return {
    field,
    problem: `${field} is above ${max}`,
    mend: `lower it to at most ${max} basis points`,
    isBroken: (terms) => terms[field] > max,
  }
}

function windowRule(name: keyof Windows): TermsRule {
  const { min, max, zeroWhen, zeroText } = WINDOW_BOUNDS[name]
  return {
    field: `windows.${name}`,
    problem: `the ${name} window is out of bounds`,
    mend: `choose ${min} to ${max} seconds${zeroText && `, ${zeroText}`}`,
    isBroken: (terms) => {
      const span = terms.windows[name]
      return span === 0 ? !zeroWhen(terms) : span < min || span > max
    },
  }
}

const AMOUNT_FIELDS = ['goods', 'service', 'freight', 'atCost', 'arbiterFee'] as const
const BPS_FIELDS = ['feeBps', 'drawBps', 'abandonBps', 'silenceBps'] as const

/** Values that the contract's integer types cannot hold; calldata with them cannot be made at all. */
function listRangeProblems(terms: Order): TermsProblem[] {
  const problems: TermsProblem[] = []
  const check = (field: string, value: bigint | number, bits: number) => {
    const isWhole = typeof value === 'bigint' || Number.isSafeInteger(value)
    if (isWhole && value >= 0 && BigInt(value) < 2n ** BigInt(bits)) return
    problems.push({
      field,
      problem: `${value} does not fit uint${bits}`,
      mend: `choose an integer below 2^${bits}`,
    })
  }
  for (const field of AMOUNT_FIELDS) check(field, terms[field], 96)
  for (const field of BPS_FIELDS) check(field, terms[field], 16)
  for (const name of WINDOW_NAMES) check(`windows.${name}`, terms.windows[name], 32)
  check('validUntil', terms.validUntil, 40)
  check('salt', terms.salt, 256)
  return problems
}

/**
 * Checks terms against every rule of a valid order.
 *
 * @returns What is wrong, the contract's first answer first; empty when the terms are valid. Values out of their
 * integer's range are told alone, since no rule can be judged on them.
 */
export function checkTerms(terms: Order): TermsProblem[] {
  const ranges = listRangeProblems(terms)
  if (ranges.length > 0) return ranges
  return TERMS_RULES.filter((rule) => rule.isBroken(terms)).map(({ field, problem, mend }) => ({
    field,
    problem,
    mend,
  }))
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../vectors/random.ts'
import { ACCOUNTS, ROLES, VECTOR_DOMAIN, VECTOR_TOKEN } from '../../vectors/stage.ts'
import { type PlayedHistory, toAction, walkHistory } from '../../vectors/walk.ts'
import { DAY } from '../instant.ts'
import { paidIn } from '../terms.ts'
import { orderId } from '../typedData/hash.ts'
import { type Book, balanceOf, bondOf, createBook, statusOf } from './book.ts'
import { decideFinalDefault } from './defaults.ts'
import { decideEnding } from './endings.ts'
import { applyAction } from './engine.ts'
import type { EventFields } from './events.ts'
import { isEscalated, isLive, State } from './state.ts'

const RUNS = { numRuns: 300 }
const history = fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((seed) => walkHistory(createRandom(seed), 30))
const idOf = (played: PlayedHistory) => orderId(played.terms, VECTOR_DOMAIN)
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)

const wealth = (book: Book, account: `0x${string}`) =>
  balanceOf(book, VECTOR_TOKEN, account) + bondOf(book, VECTOR_TOKEN, account).amount

const heldIn = ({ terms }: PlayedHistory, book: Book, id: `0x${string}`): bigint => {
  const { state, drawn } = statusOf(book, id)
  return (isLive(state) ? paidIn(terms) - drawn : 0n) + (isEscalated(state) ? terms.arbiterFee : 0n)
}

const startBook = ({ balances, bonds }: PlayedHistory) => {
  const hold = (amount: bigint, i: number) => ({ token: VECTOR_TOKEN, account: ACCOUNTS[i]!, amount })
  return createBook({ domain: VECTOR_DOMAIN, balances: balances.map(hold), bonds: bonds.map(hold) })
}

describe('on random histories', () => {
  it('no base unit appears or vanishes (invariants 1 and 2)', () => {
    fc.assert(
      fc.property(history, (played) => {
        const total = sum(played.balances) + sum(played.bonds)
        for (const { book } of played.steps) {
          expect(
            sum(ACCOUNTS.map((account) => wealth(book, account))) + heldIn(played, book, idOf(played)),
          ).toBe(total)
        }
      }),
      RUNS,
    )
  })

  it('what is settled stays as it is (invariant 3)', () => {
    fc.assert(
      fc.property(history, (played) => {
        const settled = played.steps.filter(({ status }) => status.state === State.Settled)
        for (const { status } of settled) expect(status).toEqual(settled[0]!.status)
      }),
      RUNS,
    )
  })

  it('third parties alone end every order in time (invariant 4)', () => {
    fc.assert(
      fc.property(history, (played) => {
        for (const { at, book, status } of played.steps) {
          if (!isLive(status.state)) continue
          const { terms } = played
          const expected = decideFinalDefault(terms, status)!
          let current = book
          for (let rounds = 0; isLive(statusOf(current, idOf(played)).state); rounds++) {
            expect(rounds).toBeLessThan(3)
            const now = Math.max(at, statusOf(current, idOf(played)).deadline) + 1
            const decision = applyAction(current, { action: 'lapse', order: idOf(played) }, now)
            if (decision.status === 'refused') throw new Error(decision.reason)
            current = decision.book
          }
          const windows = sum(Object.values(terms.windows).map(BigInt)) + BigInt(terms.windows.ruling)
          const claims = played.steps.filter(
            ({ action, decision }) => action === 14 && decision.status === 'done',
          ).length
          const extensions = played.steps.filter(
            ({ action, decision }) => action === 9 && decision.status === 'done',
          )
          const signed = sum(extensions.map(({ amount }) => amount))
          const started = played.steps.find(({ book: after }) => after.orders.has(idOf(played)))!.at
          const bound = windows + signed + BigInt(3 * DAY * (claims + 1))
          expect(BigInt(expected.at - started)).toBeLessThanOrEqual(bound)
        }
      }),
      RUNS,
    )
  })

  it('what was drawn is what the bond reserves (invariant 5)', () => {
    fc.assert(
      fc.property(history, (played) => {
        for (const { book, status } of played.steps) {
          const bond = bondOf(book, VECTOR_TOKEN, played.terms.seller)
          expect(bond.reserved).toBe(isLive(status.state) ? status.drawn : 0n)
          expect(bond.reserved <= bond.amount).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('strangers and attestors neither gain nor lose (invariants 6 and 7)', () => {
    fc.assert(
      fc.property(history, (played) => {
        for (const role of ['stranger', 'attestor'] as const) {
          const account = ACCOUNTS[ROLES.indexOf(role)]!
          for (const { book } of played.steps)
            expect(wealth(book, account)).toBe(wealth(startBook(played), account))
        }
      }),
      RUNS,
    )
  })

  it('the fee is at most the signed share of what was earned (invariant 8)', () => {
    fc.assert(
      fc.property(history, ({ terms, steps }) => {
        for (const { decision } of steps) {
          if (decision.status === 'refused') continue
          for (const event of decision.events) {
            if (event.name !== 'OrderSettled') continue
            const { fee, sellerGross } = event.args as EventFields['OrderSettled']
            expect(fee * 10_000n <= sellerGross * BigInt(terms.feeBps)).toBe(true)
            expect(fee === 0n || terms.platform !== '0x0000000000000000000000000000000000000000').toBe(true)
          }
        }
      }),
      RUNS,
    )
  })

  it('every ending pays out exactly what is there (invariant 2), whatever the state', () => {
    fc.assert(
      fc.property(history, fc.nat(1000), ({ terms, steps }, share) => {
        for (const { status } of steps) {
          if (!isLive(status.state)) continue
          for (const ending of ['Refund', 'Earned', 'Abandoned', 'Silence', 'Settlement'] as const) {
            const named = ending === 'Settlement' ? (paidIn(terms) * BigInt(share)) / 1000n : 0n
            const outcome = decideEnding(terms, status, ending, named)
            const post = isEscalated(status.state) ? terms.arbiterFee : 0n
            expect(sum(outcome.credits.map(({ amount }) => amount))).toBe(
              paidIn(terms) - status.drawn + outcome.bondPaid + post,
            )
            expect(outcome.bondPaid <= status.drawn).toBe(true)
          }
        }
      }),
      RUNS,
    )
  })

  it('who lapses, and when, changes nothing (invariant 11)', () => {
    fc.assert(
      fc.property(history, fc.integer(), (played, seed) => {
        const random = createRandom(seed)
        const id = idOf(played)
        const play = (isBusy: boolean) => {
          let book = startBook(played)
          let last = played.start
          const apply = (action: Parameters<typeof applyAction>[1], now: number) => {
            const decision = applyAction(book, action, now)
            if (decision.status === 'done') book = decision.book
            return decision.status
          }
          const answers = played.steps.map((step, index) => {
            if (isBusy && random.chance(60))
              apply({ action: 'lapse', order: id }, random.integer(last, step.at))
            last = step.at
            const answer = apply(toAction(step, index, id, played.terms), step.at)
            return step.action === 17 ? 'lapse' : answer
          })
          apply({ action: 'lapse', order: id }, last + 2000 * DAY)
          return { answers, balances: book.balances, bonds: book.bonds, status: statusOf(book, id) }
        }
        const [quiet, busy] = [play(false), play(true)]
        expect(busy.answers).toEqual(quiet.answers)
        expect(busy.status).toEqual(quiet.status)
        for (const account of ACCOUNTS) {
          const key = `${VECTOR_TOKEN}/${account}`
          expect(busy.balances.get(key) ?? 0n).toBe(quiet.balances.get(key) ?? 0n)
          expect(busy.bonds.get(key)?.amount ?? 0n).toBe(quiet.bonds.get(key)?.amount ?? 0n)
        }
      }),
      RUNS,
    )
  })
})

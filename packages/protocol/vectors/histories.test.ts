import { readFileSync } from 'node:fs'
import { decodeAbiParameters } from 'viem'
import { describe, expect, it } from 'vitest'
import {
  applyAction,
  createBook,
  ENDING_NAMES,
  type EventFields,
  errorSelector,
  type Hex,
  orderId,
  REFUSALS,
  type RefusalReason,
  STATE_NAMES,
  statusOf,
} from '../src/index.ts'
import { encodeFlags, encodeHistory, HISTORY_ABI, hashBooks } from './encodeHistory.ts'
import { createRandom } from './random.ts'
import { ACCOUNTS, ACTIONS, VECTOR_DOMAIN, VECTOR_TOKEN } from './stage.ts'
import { type StepPlan, toAction, walkHistory } from './walk.ts'

const { histories } = JSON.parse(readFileSync(new URL('histories.json', import.meta.url), 'utf8')) as {
  histories: Hex[]
}
const decode = (hex: Hex) => decodeAbiParameters(HISTORY_ABI, hex)[0]

describe('the committed histories', () => {
  it('are answered as written down, step by step', () => {
    const shown = new Set<string>()
    for (const hex of histories) {
      const { terms, balances, bonds, steps } = decode(hex)
      const order = orderId(terms, VECTOR_DOMAIN)
      const hold = (amount: bigint, i: number) => ({ token: VECTOR_TOKEN, account: ACCOUNTS[i]!, amount })
      let book = createBook({ domain: VECTOR_DOMAIN, balances: balances.map(hold), bonds: bonds.map(hold) })
      for (const [index, step] of steps.entries()) {
        const decision = applyAction(book, toAction(step as StepPlan, index, order, terms), step.at)
        if (decision.status === 'done') {
          book = decision.book
          shown.add(`done ${ACTIONS[step.action]}`)
          for (const { name, args } of decision.events) {
            shown.add(
              name === 'OrderSettled'
                ? `ending ${ENDING_NAMES[(args as EventFields['OrderSettled']).ending]}`
                : name,
            )
          }
        } else shown.add(`refused ${decision.reason}`)
        const status = statusOf(book, order)
        shown.add(`state ${STATE_NAMES[status.state]}`)
        expect({
          done: decision.status === 'done',
          reason: decision.status === 'done' ? '0x00000000' : errorSelector(decision.reason),
          state: status.state,
          deadline: status.deadline,
          drawn: status.drawn,
          claimed: status.claimed,
          flags: encodeFlags(status),
          books: hashBooks(book),
        }).toEqual({
          done: step.done,
          reason: step.reason,
          state: step.state,
          deadline: step.deadline,
          drawn: step.drawn,
          claimed: step.claimed,
          flags: step.flags,
          books: step.books,
        })
      }
    }
    const notOnOneOrder: readonly RefusalReason[] = [
      'TERMS_INVALID',
      'CONSENT_EXPIRED',
      'NONCE_USED',
      'RECIPIENT_INVALID',
      'TOKEN_INVALID',
      'TOKEN_AMOUNT_MISMATCH',
      'CHAIN_MISMATCH',
      'PROOF_TOO_LONG',
      'REENTERED',
      'BATCH_GAS_INSUFFICIENT',
    ]
    const expected = [
      ...STATE_NAMES.map((name) => `state ${name}`),
      ...ENDING_NAMES.map((name) => `ending ${name}`),
      ...ACTIONS.map((name) => `done ${name}`),
      ...(Object.keys(REFUSALS) as RefusalReason[])
        .filter((reason) => !notOnOneOrder.includes(reason))
        .map((reason) => `refused ${reason}`),
    ]
    expect(expected.filter((feature) => !shown.has(feature))).toEqual([])
  })

  it('come out of the generator the same each time', () => {
    const twice = [1, 2].map(() => encodeHistory(walkHistory(createRandom(5), 30)))
    expect(twice[0]).toBe(twice[1])
  })
})

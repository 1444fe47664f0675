import { describe, expect, it } from 'vitest'
import { outcomeOf, PEOPLE, type Person, type Play, pass, reach, TERMS } from '../../test/playOrder.ts'
import { ZERO_ADDRESS } from '../address.ts'
import { hashText } from '../bytes.ts'
import { DAY } from '../instant.ts'
import type { ActionFields } from './actions.ts'
import { type ActName, ACTS } from './acts.ts'
import { isNonceUsed } from './book.ts'
import { State, type StateName } from './state.ts'

const NO_ATTESTOR = { attestor: ZERO_ADDRESS, windows: { ...TERMS.windows, confirm: 0 } }
const NO_INSPECTION = { windows: { ...TERMS.windows, inspect: 0, store: 0 } }
const NO_ARBITER = {
  arbiter: ZERO_ADDRESS,
  backupArbiter: ZERO_ADDRESS,
  arbiterFee: 0n,
  windows: { ...TERMS.windows, ruling: 0 },
}
const record = hashText('record')

describe('the table of acts', () => {
  const LIVE = [
    'Requested',
    'Accepted',
    'Inspected',
    'Approved',
    'Shipped',
    'Delivered',
    'Disputed',
    'Escalated',
    'Backup',
  ] as const
  const FIELDS = { extraSeconds: DAY, total: 1n, sellerGross: 1n, sellerTotal: 1n, amount: 1n }
  const names = [...new Set(ACTS.map(({ action }) => action))].filter((name) => name !== 'settle')
  /** Who may do what when everybody is named and goods are inspected; `o` marks what needs the order shipped. */
  const ALLOWED: Readonly<Record<(typeof LIVE)[number], readonly `${Person} ${ActName}`[]>> = {
    Requested: ['seller accept', 'buyer cancel', 'seller cancel', 'seller refund'],
    Accepted: [
      'attestor inspect',
      'seller dispute',
      'buyer extend',
      'seller claim',
      'seller draw',
      'buyer confirm',
      'seller cancel',
      'seller refund',
    ],
    Inspected: [
      'buyer approve',
      'buyer reject',
      'seller claim',
      'seller draw',
      'buyer confirm',
      'seller cancel',
      'seller refund',
    ],
    Approved: [
      'seller ship',
      'attestor ship',
      'buyer dispute',
      'buyer extend',
      'seller claim',
      'seller draw',
      'buyer confirm',
      'seller cancel',
      'seller refund',
    ],
    Shipped: [
      'attestor deliver',
      'buyer dispute',
      'seller dispute',
      'buyer extend',
      'seller claim',
      'seller draw',
      'buyer confirm',
      'seller cancel',
      'seller refund',
    ],
    Delivered: [
      'buyer dispute',
      'buyer extend',
      'seller claim',
      'buyer confirm',
      'seller cancel',
      'seller refund',
    ],
    Disputed: ['buyer escalate', 'seller escalate', 'buyer confirm', 'seller cancel', 'seller refund'],
    Escalated: ['arbiter rule', 'buyer confirm', 'seller cancel', 'seller refund'],
    Backup: ['backupArbiter rule', 'buyer confirm', 'seller cancel', 'seller refund'],
  }

  it.each(LIVE)('lets exactly the named parties act in %s', (state) => {
    const done: string[] = []
    for (const name of names) {
      for (const person of Object.keys(PEOPLE) as Person[]) {
        const play = reach(state)
        const outcome = outcomeOf(play.try(person, name, FIELDS))
        if (outcome === 'done') done.push(`${person} ${name}`)
        else expect(['ACTION_NOT_POSSIBLE', 'NOT_AUTHORIZED', 'ALREADY_HANDED']).toContain(outcome)
      }
    }
    expect(done.sort()).toEqual([...ALLOWED[state]].sort())
  })

  it('lets both sides together settle in every live state, and nobody alone', () => {
    for (const state of LIVE) {
      const play = reach(state)
      expect(outcomeOf(play.try('buyer', 'settle', { sellerTotal: 1n, seller: undefined }))).toBe(
        'SIGNATURE_INVALID',
      )
      const consent = { signer: PEOPLE.arbiter, until: play.now }
      expect(
        outcomeOf(play.try('buyer', 'settle', { sellerTotal: 1n, seller: { nonce: 0n, consent } })),
      ).toBe('NOT_AUTHORIZED')
      expect(outcomeOf(play.try('stranger', 'settle', { sellerTotal: 1351n }))).toBe('AMOUNT_OUT_OF_RANGE')
      expect(outcomeOf(play.try('stranger', 'settle', { sellerTotal: 1350n }))).toBe('done')
      expect(play.status().state).toBe(State.Settled)
    }
  })

  it('lets only the seller’s refund happen after the end', () => {
    const play = reach('Delivered')
    play.do('buyer', 'confirm')
    for (const name of [...names, 'settle' as const]) {
      const outcome = outcomeOf(play.try('seller', name, FIELDS))
      expect([name, outcome]).toEqual([name, name === 'refund' ? 'done' : 'ACTION_NOT_POSSIBLE'])
    }
  })
})

describe('every act on an order', () => {
  it('is refused in another state than it is meant in', () => {
    const play = reach('Shipped')
    expect(play.try('buyer', 'confirm', { state: State.Delivered })).toMatchObject({
      reason: 'STATE_MISMATCH',
      actual: State.Shipped,
      meant: State.Delivered,
    })
  })

  it('counts until the deadline, to the second', () => {
    const play = reach('Shipped')
    const { deadline } = play.status()
    play.now = deadline + 1
    expect(outcomeOf(play.try('attestor', 'deliver', { state: State.Shipped }))).toBe('STATE_MISMATCH')
    expect(play.status().state).toBe(State.Shipped)
    play.now = deadline
    expect(outcomeOf(play.try('attestor', 'deliver'))).toBe('done')
  })

  it('needs an order', () => {
    expect(outcomeOf(reach('Accepted').try('buyer', 'extend', { order: record }))).toBe('ORDER_NOT_FOUND')
  })

  it('needs consent that still counts', () => {
    const play = reach('Accepted')
    const consent = { signer: PEOPLE.buyer, until: play.now - 1 }
    expect(outcomeOf(play.try('buyer', 'extend', { extraSeconds: 1, consent }))).toBe('CONSENT_EXPIRED')
    expect(outcomeOf(play.try('buyer', 'extend', { order: record, consent }))).toBe('CONSENT_EXPIRED')
  })
})

describe('inspect', () => {
  it('is the seller’s where nobody attests', () => {
    const play = reach('Accepted', NO_ATTESTOR)
    expect(outcomeOf(play.try('buyer', 'inspect'))).toBe('NOT_AUTHORIZED')
    play.do('seller', 'inspect', { record })
    expect(play.status()).toMatchObject({ state: State.Inspected, deadline: play.now + 5 * DAY })
    expect(play.book.orders.get(play.order)?.inspection).toBe(record)
  })
})

describe('approve', () => {
  it('names the record that was seen', () => {
    const play = reach('Accepted')
    play.do('attestor', 'inspect', { record })
    expect(outcomeOf(play.try('buyer', 'approve', { inspection: hashText('another') }))).toBe(
      'INSPECTION_MISMATCH',
    )
    play.do('buyer', 'approve', { inspection: record })
    expect(play.status()).toMatchObject({ state: State.Approved, deadline: play.now + 90 * DAY })
  })
})

describe('ship', () => {
  it('follows acceptance where nothing is inspected', () => {
    const play = reach('Accepted', NO_INSPECTION)
    expect(outcomeOf(play.try('attestor', 'inspect'))).toBe('ACTION_NOT_POSSIBLE')
    play.do('attestor', 'ship')
    expect(play.status()).toMatchObject({ state: State.Shipped, shipped: true, handed: false })
  })

  it('counts as handed over only where nobody attests', () => {
    expect(reach('Shipped', NO_ATTESTOR).status()).toMatchObject({ shipped: true, handed: true })
  })

  it('may be done by an operator of seller or attestor, like inspect, deliver and claim', () => {
    const play = reach('Approved')
    for (const person of ['seller', 'attestor'] as const) {
      play.do(person, 'setOperator', { operator: PEOPLE.stranger, operatorUntil: play.now + DAY })
    }
    play.do('stranger', 'ship')
    play.do('stranger', 'claim', { total: 1n })
    play.do('stranger', 'deliver')
    for (const name of ['cancel', 'refund', 'confirm', 'dispute'] as const) {
      expect(outcomeOf(play.try('stranger', name, { amount: 1n }))).toBe('NOT_AUTHORIZED')
    }
  })
})

describe('extend', () => {
  it('adds to the deadline once in each state', () => {
    const play = reach('Accepted', NO_INSPECTION)
    const { deadline } = play.status()
    expect(outcomeOf(play.try('buyer', 'extend', { extraSeconds: 0 }))).toBe('EXTENSION_OUT_OF_RANGE')
    expect(outcomeOf(play.try('buyer', 'extend', { extraSeconds: 10 * DAY + 1 }))).toBe(
      'EXTENSION_OUT_OF_RANGE',
    )
    play.do('buyer', 'extend', { extraSeconds: 10 * DAY })
    expect(play.status()).toMatchObject({ extended: true, deadline: deadline + 10 * DAY })
    expect(outcomeOf(play.try('buyer', 'extend', { extraSeconds: 1 }))).toBe('ALREADY_EXTENDED')
    play.do('seller', 'ship')
    expect(play.status().extended).toBe(false)
    expect(outcomeOf(play.try('buyer', 'extend', { extraSeconds: 1 }))).toBe('done')
  })

  it('gives at most three days after delivery', () => {
    const play = reach('Delivered')
    expect(outcomeOf(play.try('buyer', 'extend', { extraSeconds: 3 * DAY + 1 }))).toBe(
      'EXTENSION_OUT_OF_RANGE',
    )
    expect(outcomeOf(play.try('buyer', 'extend', { extraSeconds: 3 * DAY }))).toBe('done')
  })

  it('is forgotten by a change of state that the clock makes', () => {
    const play = reach('Escalated')
    pass(play)
    play.do('stranger', 'lapse')
    expect(play.status().extended).toBe(false)
  })
})

describe('claim', () => {
  it('only rises, up to the cost agreed', () => {
    const play = reach('Accepted')
    for (const total of [0n, 201n]) {
      expect(outcomeOf(play.try('seller', 'claim', { total }))).toBe('CLAIM_OUT_OF_RANGE')
    }
    play.do('seller', 'claim', { total: 120n })
    expect(outcomeOf(play.try('seller', 'claim', { total: 120n }))).toBe('CLAIM_OUT_OF_RANGE')
    play.do('seller', 'claim', { total: 200n })
    expect(play.status().claimed).toBe(200n)
  })

  it.each([
    ['Approved', {}],
    ['Delivered', {}],
    ['Shipped', NO_ATTESTOR],
  ] as const)('leaves the buyer three days in %s', (state, change) => {
    const play = reach(state, change)
    const { deadline } = play.status()
    play.now = deadline - 3 * DAY
    play.do('seller', 'claim', { total: 1n })
    expect(play.status().deadline).toBe(deadline)
    play.now = deadline - 60
    const { events } = play.do('seller', 'claim', { total: 2n })
    expect(play.status().deadline).toBe(play.now + 3 * DAY)
    expect(events[0]?.args).toMatchObject({ total: 2n, deadline: play.now + 3 * DAY })
  })

  it.each([
    ['Accepted', {}],
    ['Inspected', {}],
    ['Shipped', {}],
    ['Approved', NO_ATTESTOR],
  ] as const)('moves no deadline in %s, whose default does not pay the seller', (state, change) => {
    const play = reach(state, change)
    const { deadline } = play.status()
    play.now = deadline
    play.do('seller', 'claim', { total: 1n })
    expect(play.status().deadline).toBe(deadline)
  })

  it('must be known to who confirms', () => {
    const play = reach('Delivered')
    play.do('seller', 'claim', { total: 5n })
    expect(outcomeOf(play.try('buyer', 'confirm', { claimed: 0n }))).toBe('CLAIM_MISMATCH')
    expect(outcomeOf(play.try('buyer', 'confirm', { claimed: 5n }))).toBe('done')
  })
})

describe('draw', () => {
  it('pays early what the bond reserves', () => {
    const play = reach('Accepted')
    play.do('seller', 'draw', { total: 300n })
    play.do('seller', 'draw', { total: 800n })
    expect(play.balance('seller')).toBe(10_800n)
    expect(play.bond('seller')).toEqual({ amount: 1000n, reserved: 800n })
    expect(play.try('seller', 'draw', { total: 801n })).toMatchObject({
      reason: 'DRAW_OUT_OF_RANGE',
      bound: 800n,
    })
    expect(outcomeOf(play.try('seller', 'draw', { total: 800n }))).toBe('DRAW_OUT_OF_RANGE')
    play.do('seller', 'claim', { total: 200n })
    play.do('seller', 'draw', { total: 1000n })
    expect(play.bond('seller')).toEqual({ amount: 1000n, reserved: 1000n })
  })

  it('needs as much of the bond as no order reserves', () => {
    const play = reach('Accepted')
    play.do('seller', 'withdrawBond', { amount: 300n })
    expect(play.try('seller', 'draw', { total: 701n })).toMatchObject({
      reason: 'BOND_INSUFFICIENT',
      free: 700n,
    })
    expect(outcomeOf(play.try('seller', 'draw', { total: 700n }))).toBe('done')
  })
})

describe('dispute', () => {
  it('never shortens what a shipment with attestor had', () => {
    const play = reach('Shipped')
    const { deadline } = play.status()
    play.do('seller', 'dispute')
    expect(play.status()).toMatchObject({ state: State.Disputed, deadline })
    const late = reach('Shipped')
    late.now = late.status().deadline
    late.do('buyer', 'dispute', { record })
    expect(late.status().deadline).toBe(late.now + 15 * DAY)
  })

  it('starts its own window out of other states', () => {
    for (const [state, change] of [
      ['Delivered', {}],
      ['Approved', {}],
      ['Shipped', NO_ATTESTOR],
    ] as const) {
      const play = reach(state, change)
      play.do('buyer', 'dispute')
      expect(play.status().deadline).toBe(play.now + 15 * DAY)
    }
    const play = reach('Inspected')
    expect(play.do('buyer', 'reject', { record }).events).toEqual([
      {
        name: 'OrderDisputed',
        args: { order: play.order, by: PEOPLE.buyer, record, deadline: play.now + 15 * DAY },
      },
    ])
  })

  it('is the seller’s only where an attestor and an arbiter are named', () => {
    expect(outcomeOf(reach('Accepted').try('seller', 'dispute'))).toBe('done')
    expect(outcomeOf(reach('Accepted', NO_ATTESTOR).try('seller', 'dispute'))).toBe('ACTION_NOT_POSSIBLE')
    expect(outcomeOf(reach('Accepted', NO_ARBITER).try('seller', 'dispute'))).toBe('ACTION_NOT_POSSIBLE')
    expect(outcomeOf(reach('Shipped', NO_ARBITER).try('seller', 'dispute'))).toBe('NOT_AUTHORIZED')
    expect(outcomeOf(reach('Shipped', NO_ATTESTOR).try('seller', 'dispute'))).toBe('NOT_AUTHORIZED')
  })
})

describe('deliver in a dispute', () => {
  const dispute = (from: StateName) => {
    const play = reach(from)
    play.do('buyer', 'dispute')
    return play
  }

  it('says once that shipped goods were handed over', () => {
    const play = dispute('Shipped')
    play.do('attestor', 'deliver')
    expect(play.status()).toMatchObject({ state: State.Disputed, handed: true })
    expect(outcomeOf(play.try('attestor', 'deliver'))).toBe('ALREADY_HANDED')
    expect(outcomeOf(dispute('Delivered').try('attestor', 'deliver'))).toBe('ALREADY_HANDED')
    expect(outcomeOf(dispute('Approved').try('attestor', 'deliver'))).toBe('NOT_SHIPPED')
  })

  it('leaves both sides three days', () => {
    const play = dispute('Shipped')
    play.now = play.status().deadline
    const { events } = play.do('attestor', 'deliver', { record })
    expect(play.status().deadline).toBe(play.now + 3 * DAY)
    expect(events).toEqual([
      { name: 'OrderHanded', args: { order: play.order, record, deadline: play.now + 3 * DAY } },
    ])
  })
})

describe('escalate', () => {
  it('posts the arbiter’s fee from who asks', () => {
    const play = reach('Disputed')
    const before = play.balance('seller')
    play.do('seller', 'escalate')
    expect(play.balance('seller')).toBe(before - 27n)
    expect(play.status()).toMatchObject({
      state: State.Escalated,
      escalatedByBuyer: false,
      deadline: play.now + 7 * DAY,
    })
  })

  it('needs an arbiter and the money', () => {
    expect(outcomeOf(reach('Disputed', NO_ARBITER).try('buyer', 'escalate'))).toBe('ACTION_NOT_POSSIBLE')
    const play = reach('Disputed')
    play.do('buyer', 'withdraw', { amount: play.balance('buyer') - 26n })
    expect(play.try('buyer', 'escalate')).toMatchObject({
      reason: 'BALANCE_INSUFFICIENT',
      balance: 26n,
      needed: 27n,
    })
  })
})

describe('rule', () => {
  it('gives at most all that can be earned', () => {
    const play = reach('Escalated')
    expect(play.try('arbiter', 'rule', { sellerGross: 1151n })).toMatchObject({
      reason: 'AMOUNT_OUT_OF_RANGE',
      bound: 1150n,
    })
    expect(outcomeOf(play.try('arbiter', 'rule', { sellerGross: 1150n }))).toBe('done')
  })

  it('is the backup’s alone once the arbiter was silent', () => {
    const play = reach('Backup')
    expect(outcomeOf(play.try('arbiter', 'rule', { sellerGross: 0n }))).toBe('NOT_AUTHORIZED')
    expect(outcomeOf(play.try('backupArbiter', 'rule', { sellerGross: 0n }))).toBe('done')
  })
})

describe('refund', () => {
  const late = (play: Play, signer: `0x${string}` = PEOPLE.seller, relayed = true) => ({
    signer,
    until: play.now - 1,
    relayed,
  })

  it('burns the nonce of a relayed signature, and none of a direct call', () => {
    const play = reach('Accepted')
    const fields = { amount: 1n, nonce: 800_001n }
    const consent = { signer: PEOPLE.seller, until: play.now, relayed: true }
    play.do('seller', 'refund', fields)
    expect(isNonceUsed(play.book, PEOPLE.seller, 800_001n)).toBe(false)
    const { events } = play.do('seller', 'refund', { ...fields, consent })
    expect(events.map(({ name }) => name)).toEqual(['NonceBurnt', 'OrderRefunded'])
    expect(outcomeOf(play.try('seller', 'refund', { ...fields, consent }))).toBe('NONCE_USED')
    expect(outcomeOf(play.try('seller', 'refund', fields))).toBe('done')
  })

  it('is refused for order, state, signer, amount, consent, nonce and balance, in this order', () => {
    const play = reach('Accepted')
    play.do('seller', 'burnNonce', { nonce: 800_002n })
    const nonce = 800_002n
    const answer = (fields: Partial<ActionFields['refund']>) =>
      outcomeOf(play.try('seller', 'refund', { nonce, amount: 1n, consent: late(play), ...fields }))
    const state = State.Shipped
    const stranger = late(play, PEOPLE.stranger)
    expect(answer({ order: record, state, amount: 0n, consent: stranger })).toBe('ORDER_NOT_FOUND')
    expect(answer({ state, amount: 0n, consent: stranger })).toBe('STATE_MISMATCH')
    expect(answer({ amount: 0n, consent: stranger })).toBe('NOT_AUTHORIZED')
    expect(answer({ amount: 0n })).toBe('AMOUNT_ZERO')
    expect(answer({})).toBe('CONSENT_EXPIRED')
    expect(answer({ consent: late(play, PEOPLE.seller, false) })).toBe('CONSENT_EXPIRED')
    const consent = { ...late(play), until: play.now }
    expect(answer({ amount: 10_001n, consent })).toBe('NONCE_USED')
    expect(answer({ amount: 10_001n, consent, nonce: 800_003n })).toBe('BALANCE_INSUFFICIENT')
  })

  it('gives from the seller’s balance to the payer in any state', () => {
    const play = reach('Accepted', { payer: PEOPLE.payer, ...NO_INSPECTION })
    play.do('seller', 'refund', { amount: 40n })
    expect(play.balance('payer')).toBe(10_000n - 1350n + 40n)
    expect(play.try('seller', 'refund', { amount: 0n })).toMatchObject({ reason: 'AMOUNT_ZERO' })
    expect(outcomeOf(play.try('seller', 'refund', { amount: 9961n }))).toBe('BALANCE_INSUFFICIENT')
  })

  it('applies due defaults first, like every act', () => {
    const play = reach('Accepted')
    pass(play)
    expect(outcomeOf(play.try('seller', 'refund', { amount: 1n, state: State.Accepted }))).toBe(
      'STATE_MISMATCH',
    )
    const { events } = play.do('seller', 'refund', { amount: 1n, state: State.Settled })
    expect(events.map(({ name }) => name)).toEqual(['OrderSettled', 'OrderRefunded'])
  })
})

describe('settle', () => {
  const offers = (play: Play) => {
    const side = (signer: `0x${string}`, nonce: bigint) => ({
      good: { nonce: nonce + 1n, consent: { signer, until: play.now, relayed: true } },
      used: { nonce, consent: { signer, until: play.now, relayed: true } },
      late: { nonce, consent: { signer, until: play.now - 1, relayed: true } },
      direct: { nonce, consent: { signer, until: play.now } },
      foreign: { nonce, consent: { signer: PEOPLE.arbiter, until: play.now - 1, relayed: true } },
    })
    play.do('buyer', 'burnNonce', { nonce: 700_001n })
    play.do('seller', 'burnNonce', { nonce: 700_011n })
    return { buyer: side(PEOPLE.buyer, 700_001n), seller: side(PEOPLE.seller, 700_011n) }
  }

  it('burns the nonce of the signed side, and not of the caller’s own', () => {
    const play = reach('Accepted')
    const { buyer, seller } = offers(play)
    const fields = { sellerTotal: 1n, buyer: buyer.direct, seller: seller.good }
    const { events } = play.do('buyer', 'settle', fields)
    expect(events.map(({ name }) => name)).toEqual(['NonceBurnt', 'OrderSettled'])
    expect(events[0]?.args).toEqual({ account: PEOPLE.seller, nonce: seller.good.nonce })
  })

  it('burns both nonces when another brings both signatures, the buyer’s first', () => {
    const play = reach('Accepted')
    const { buyer, seller } = offers(play)
    const { events } = play.do('stranger', 'settle', {
      sellerTotal: 1n,
      buyer: buyer.good,
      seller: seller.good,
    })
    expect(events.slice(0, -1).map(({ args }) => args)).toEqual([
      { account: PEOPLE.buyer, nonce: buyer.good.nonce },
      { account: PEOPLE.seller, nonce: seller.good.nonce },
    ])
  })

  it('is refused in the order of the contract', () => {
    const play = reach('Accepted')
    const { buyer, seller } = offers(play)
    const answer = (fields: Partial<ActionFields['settle']>) =>
      outcomeOf(
        play.try('stranger', 'settle', {
          sellerTotal: 1351n,
          buyer: buyer.used,
          seller: seller.late,
          ...fields,
        }),
      )
    const state = State.Shipped
    expect(answer({ order: record, state, buyer: buyer.late })).toBe('CONSENT_EXPIRED')
    expect(answer({ order: record, state })).toBe('ORDER_NOT_FOUND')
    expect(answer({ state, seller: seller.foreign })).toBe('STATE_MISMATCH')
    expect(answer({ buyer: buyer.foreign })).toBe('CONSENT_EXPIRED')
    expect(answer({ seller: seller.foreign })).toBe('NOT_AUTHORIZED')
    expect(answer({})).toBe('AMOUNT_OUT_OF_RANGE')
    expect(answer({ buyer: undefined, seller: undefined })).toBe('AMOUNT_OUT_OF_RANGE')
    const sellerTotal = 1350n
    expect(answer({ sellerTotal })).toBe('NONCE_USED')
    expect(answer({ sellerTotal, buyer: undefined })).toBe('SIGNATURE_INVALID')
    expect(answer({ sellerTotal, buyer: buyer.good })).toBe('CONSENT_EXPIRED')
    expect(answer({ sellerTotal, buyer: buyer.good, seller: seller.used })).toBe('NONCE_USED')
    expect(answer({ sellerTotal, buyer: buyer.good, seller: undefined })).toBe('SIGNATURE_INVALID')
    expect(answer({ sellerTotal, buyer: buyer.good, seller: seller.good })).toBe('done')
  })
})

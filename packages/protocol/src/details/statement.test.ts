import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { account, DOMAIN, TERMS } from '../../test/playOrder.ts'
import { encodeWord, type Hex, hashText, ZERO_HASH } from '../bytes.ts'
import { orderId } from '../typedData/hash.ts'
import { commitDetail, type Detail, DetailError } from './detail.ts'
import { createStatement, type DetailsStatement, verifyStatement } from './statement.ts'
import { detailsRoot, pathOf } from './tree.ts'

const details: readonly Detail[] = [
  'goods.boughtAt',
  'goods.link',
  'goods.value',
  'recipient.address',
  'recipient.name',
  'recipient.phone',
  'recipient.region',
].map((field) => ({ field, value: `the ${field}`, salt: hashText(`salt of ${field}`) }))
const terms = { ...TERMS, details: detailsRoot(details) }
const open = (...fields: string[]) => createStatement({ terms, domain: DOMAIN, details, fields })
/** As it is read from a file. */
const read = (value: unknown) => JSON.parse(JSON.stringify(value))
const statement: DetailsStatement = read(open('goods.value', 'goods.boughtAt'))
const [value] = statement.details

/** The statement with the first opened detail changed. */
function changed(change: object): object {
  return { ...statement, details: [{ ...value, ...change }, ...statement.details.slice(1)] }
}

describe('createStatement', () => {
  it('opens what is chosen, once, and leaves the rest sealed', () => {
    const { details: opened, size } = open('goods.value', 'goods.value')
    expect(opened.map(({ field }) => field)).toEqual(['goods.value'])
    expect(size).toBe(7)
    expect(JSON.stringify(open('goods.value'))).not.toContain('the recipient')
  })

  it('refuses other details than those of the terms, a field that is none of them, and nothing at all', () => {
    const of = (change: Partial<Parameters<typeof createStatement>[0]>) => () =>
      createStatement({ terms, domain: DOMAIN, details, fields: ['goods.value'], ...change })
    expect(of({ details: details.slice(1) })).toThrow('these are not the details')
    expect(of({ terms: TERMS })).toThrow(DetailError)
    expect(of({ fields: ['goods.colour'] })).toThrow('goods.colour: the order has no such detail')
    expect(of({ fields: [] })).toThrow(DetailError)
  })
})

describe('verifyStatement', () => {
  it('proves what both sides signed, read from JSON', () => {
    expect(verifyStatement(statement)).toEqual({
      status: 'proven',
      order: orderId(terms, DOMAIN),
      domain: DOMAIN,
      terms,
      details: [details[2], details[0]],
      sealed: 5,
    })
  })

  it('proves each detail of orders of every size', () => {
    for (let size = 1; size <= 64; size += 1) {
      const many = Array.from({ length: size }, (_, i) => ({
        field: `n${i}`,
        value: String(i),
        salt: encodeWord(BigInt(i)),
      }))
      const order = { ...TERMS, details: detailsRoot(many) }
      const fields = many.map(({ field }) => field)
      const all = createStatement({ terms: order, domain: DOMAIN, details: many, fields })
      expect(verifyStatement(read(all))).toMatchObject({ status: 'proven', details: many, sealed: 0 })
    }
  })

  it.each<[string, object]>([
    ['value', { value: 'the goods.valuf' }],
    ['salt', { salt: hashText('another') }],
    ['field', { field: 'goods.valuf' }],
    ['index', { index: 3 }],
    ['index below zero', { index: -1 }],
    ['index beyond the size', { index: 7 }],
    ['huge index', { index: Number.MAX_SAFE_INTEGER }],
    ['lowest node', { path: value!.path.with(0, ZERO_HASH) }],
    ['highest node', { path: value!.path.with(-1, ZERO_HASH) }],
    ['path that is too short', { path: value!.path.slice(1) }],
    ['path that is too long', { path: [...value!.path, ZERO_HASH] }],
    ['path without a node', { path: [] }],
  ])('refuses another %s: NOT_AGREED', (_, change) => {
    const verdict = verifyStatement(changed(change))
    expect(verdict).toMatchObject({ status: 'refused', reason: 'NOT_AGREED' })
  })

  it.each([1, 2, 3, 4, 5, 6, 8, 9, 64])('refuses to say that there are %i details, of 7', (size) => {
    for (const { field } of details) {
      for (let index = 0; index < size; index += 1) {
        const one = open(field)
        const lie = { ...one, size, details: [{ ...one.details[0]!, index }] }
        expect(verifyStatement(lie)).toEqual({ status: 'refused', reason: 'NOT_AGREED', field })
      }
    }
  })

  it('takes no node for a detail', () => {
    const leaves = details.map(commitDetail)
    const path = pathOf(leaves, 0).slice(1)
    const lie = { ...open('goods.boughtAt'), size: 4 }
    expect(verifyStatement({ ...lie, details: [{ ...lie.details[0]!, path }] })).toMatchObject({
      status: 'refused',
    })
  })

  it.each<[string, object]>([
    ['no salt', { salt: '0x12' }],
    ['no text', { value: 7 }],
    ['ill-formed text', { value: '\ud800' }],
    ['too long a text', { value: 'a'.repeat(4_097) }],
    ['no field', { field: 'Goods Value' }],
    ['a list for a field', { field: ['goods.value'] }],
    ['a thing for a field', { field: { toString: 1, valueOf: 1 } }],
    ['a thing without anything for a field', { field: Object.create(null) }],
  ])('refuses a detail with %s: DETAIL', (_, change) => {
    const verdict = verifyStatement(changed(change))
    expect(verdict).toMatchObject({ status: 'refused', reason: 'DETAIL' })
    expect(JSON.stringify(verdict).length).toBeLessThan(200)
  })

  it('refuses a field twice, also when it is written as a list', () => {
    const twice = (again: object) => ({ ...statement, details: [value, { ...value, ...again }] })
    const field = 'goods.value'
    expect(verifyStatement(twice({}))).toEqual({ status: 'refused', reason: 'FIELD_TWICE', field })
    expect(verifyStatement(twice({ field: [field] }))).toMatchObject({ status: 'refused' })
  })

  it.each<[string, object]>([
    ['another format', { format: 'cinnabar.details/v2' }],
    ['a chain that is no number', { chainId: '31337' }],
    ['a fractional size', { size: 6.5 }],
    ['a negative size', { size: -7 }],
    ['no size', { size: 0 }],
    ['a huge size', { size: 65 }],
    ['more details than there are', { size: 1 }],
    ['nothing opened', { details: [] }],
    ['details that are no list', { details: { 0: value, length: 1 } }],
    ['a detail that is nothing', { details: [null] }],
    ['a fractional index', changed({ index: 2.5 })],
    ['an index that is text', changed({ index: '2' })],
    ['a path of seven', changed({ path: Array(7).fill(ZERO_HASH) })],
    ['a path that is no list', changed({ path: 'path' })],
    ['a node in capitals', changed({ path: value!.path.map((node) => node.toUpperCase()) })],
    ['a node that is too short', changed({ path: value!.path.with(0, '0x12') })],
  ])('refuses %s: FORMAT', (_, change) => {
    expect(verifyStatement({ ...statement, ...change })).toEqual({ status: 'refused', reason: 'FORMAT' })
  })

  it.each<[string, object]>([
    ['an escrow that is too short', { escrow: '0x0e5c' }],
    ['an escrow of 32 bytes', { escrow: encodeWord(account(0xe5c)) }],
    ['no escrow', { escrow: undefined }],
    ['a chain below zero', { chainId: -1 }],
    ['no terms', { terms: null }],
    ['terms with an unknown field', { terms: { ...statement.terms, more: 1 } }],
    ['terms without a field', { terms: { ...statement.terms, goods: undefined } }],
    ['an amount that does not fit', { terms: { ...statement.terms, goods: String(2n ** 256n) } }],
  ])('refuses %s: TERMS', (_, change) => {
    expect(verifyStatement({ ...statement, ...change })).toEqual({ status: 'refused', reason: 'TERMS' })
  })

  it.each<[string, object]>([
    ['chain', { chainId: 1 }],
    ['escrow', { escrow: account(0xe5d) }],
    ['price', { terms: { ...statement.terms, goods: '999' } }],
    ['buyer', { terms: { ...statement.terms, buyer: account(0xbad) } }],
    ['salt of the terms', { terms: { ...statement.terms, salt: '2' } }],
  ])('is of another order with another %s', (_, change) => {
    const verdict = verifyStatement({ ...statement, ...change })
    expect(verdict.status === 'proven' && verdict.order).toMatch(/^0x[0-9a-f]{64}$/)
    expect(verdict).not.toMatchObject({ order: orderId(terms, DOMAIN) })
  })

  it('refuses details of other terms', () => {
    const other = { ...statement.terms, details: detailsRoot(details.slice(1)) }
    expect(verifyStatement({ ...statement, terms: other })).toMatchObject({ reason: 'NOT_AGREED' })
    const none = { ...statement.terms, details: ZERO_HASH }
    expect(verifyStatement({ ...statement, terms: none })).toMatchObject({ reason: 'NOT_AGREED' })
  })

  it('names one order, however its escrow is written', () => {
    const domain = { ...DOMAIN, verifyingContract: '0x5B38Da6a701c568545dCfcB03FcB875f56beddC4' as Hex }
    const mixed = read(createStatement({ terms, domain, details, fields: ['goods.value'] }))
    const verdict = verifyStatement(mixed)
    expect(verdict).toEqual(verifyStatement({ ...mixed, escrow: mixed.escrow.toLowerCase() }))
    expect(verdict).toMatchObject({ status: 'proven', order: orderId(terms, domain) })
  })

  it('never throws, whatever it is given', () => {
    const junk = fc.anything({
      withNullPrototype: true,
      withBigInt: true,
      withDate: true,
      withSparseArray: true,
    })
    const opened = fc.record({ ...mapTo(value!, junk) }, { requiredKeys: [] })
    const whole = fc.record(
      {
        ...mapTo(statement, junk),
        format: fc.constant(statement.format),
        chainId: fc.oneof(fc.constant(statement.chainId), fc.integer(), junk),
        size: fc.oneof(fc.integer({ min: -1, max: 70 }), junk),
        terms: fc.oneof(fc.constant(statement.terms), junk),
        details: fc.array(
          fc.oneof(
            opened,
            opened.map((part) => ({ ...value, ...part })),
            junk,
          ),
        ),
      },
      { requiredKeys: ['format'] },
    )
    const near = fc.oneof(
      opened.map(changed),
      whole.map((part) => ({ ...statement, ...part })),
    )
    const any = fc.oneof(junk, whole, near, fc.json())
    fc.assert(
      fc.property(any, (given) => {
        expect(['proven', 'refused']).toContain(verifyStatement(given).status)
      }),
      { numRuns: 3_000 },
    )
  })

  it('is not misled by keys that name a prototype', () => {
    const polluting = JSON.stringify(statement)
      .replace('{', '{"__proto__":{"sealed":0,"polluted":1},"constructor":{"prototype":{"polluted":1}},')
      .replace('"details":[{', '"details":[{"__proto__":{"path":[],"polluted":1},')
    expect(verifyStatement(JSON.parse(polluting))).toEqual(verifyStatement(statement))
    const inTerms = JSON.stringify(statement).replace('"terms":{', '"terms":{"__proto__":{"goods":"1"},')
    expect(verifyStatement(JSON.parse(inTerms))).toEqual({ status: 'refused', reason: 'TERMS' })
    const inherited = JSON.parse('{"__proto__":{}}')
    expect(verifyStatement({ ...inherited, ...changed({ field: '__proto__' }) })).toMatchObject({
      reason: 'DETAIL',
    })
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

function mapTo<Value>(of: object, to: Value): Record<string, Value> {
  return Object.fromEntries(Object.keys(of).map((key) => [key, to]))
}

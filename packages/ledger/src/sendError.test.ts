import { expect, it } from 'vitest'
import { RpcError } from './rpc.ts'
import { classifyRefusal, isAlreadyKnown } from './sendError.ts'

const refusal = (message: string, data?: object, code = -32_000) =>
  new RpcError({ method: 'eth_sendRawTransaction', error: { code, message, data } })

it.each([
  ['nonce too low: next nonce 5, tx nonce 4', 'NONCE_TOO_LOW'],
  ['OldNonce', 'NONCE_TOO_LOW'],
  ['nonce too high', 'NONCE_TOO_HIGH'],
  ['replacement transaction underpriced', 'REPLACEMENT'],
  ['txpool is full', 'UNAVAILABLE'],
  ['transaction pool is full', 'UNAVAILABLE'],
  ['daily request count exceeded, request rate limited', 'UNAVAILABLE'],
  ['rate limit reached', 'UNAVAILABLE'],
  ['invalid sender', 'REFUSED'],
  ['intrinsic gas too low', 'REFUSED'],
])('reads "%s" as %s', (message, code) => {
  expect(classifyRefusal(refusal(message))).toBe(code)
})

it("believes the ledger's own code rather than its words", () => {
  expect(classifyRefusal(refusal('nonce too low', { code: 'LEDGER_STOPPED', retryable: true }))).toBe(
    'UNAVAILABLE',
  )
  expect(classifyRefusal(refusal('try again', { code: 'GAS_TOO_HIGH', retryable: false }))).toBe('REFUSED')
})

it('tries again what EIP-1474 calls a limit', () => {
  expect(classifyRefusal(refusal('calm down', undefined, -32_005))).toBe('UNAVAILABLE')
})

it('knows what a ledger says of a transaction that it has', () => {
  expect(
    ['already known', 'AlreadyKnown', 'transaction already imported'].map((text) =>
      isAlreadyKnown(refusal(text)),
    ),
  ).toEqual([true, true, true])
})

import { DrizzleQueryError } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { describeReason } from './reason.ts'

it('says what the database said, and neither the statement nor its values', () => {
  const cause = new Error('could not extend file: No space left on device')
  const error = new DrizzleQueryError('update own.actions set detail = $1', ['private'], cause)
  expect(error.message).toContain('private')
  expect(describeReason(error)).toBe(cause.message)
  expect(describeReason(new DrizzleQueryError('update own.actions', ['private']))).toBe(
    'the database refused a statement',
  )
})

it('says what any other error says', () => {
  expect(describeReason(new Error('the ledger does not answer'))).toBe('the ledger does not answer')
})

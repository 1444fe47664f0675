import { addressSchema, passkeyAccountBodySchema, passkeyAccountSchema, z } from '@cinnabar/api-schema'
import { createRoute } from '@hono/zod-openapi'
import {
  type PasskeyDesk,
  postPasskeyAccount,
  readPasskeyAccount,
} from '../passkeyAccounts/postPasskeyAccount.ts'
import { createRouter, jsonAnswer, jsonBodyOf, REFUSALS, readOrigin } from './route.ts'

const tags = ['passkey accounts']

const postRoute = createRoute({
  method: 'post',
  path: '/passkey-accounts',
  operationId: 'createPasskeyAccount',
  tags,
  summary: 'Puts the account of a configuration on the ledger; asked again, answers the same',
  request: { body: jsonBodyOf(passkeyAccountBodySchema) },
  responses: {
    200: jsonAnswer(passkeyAccountSchema, 'It is there already'),
    202: jsonAnswer(passkeyAccountSchema, 'It is on its way'),
    ...REFUSALS,
  },
})

const getRoute = createRoute({
  method: 'get',
  path: '/passkey-accounts/{address}',
  operationId: 'getPasskeyAccount',
  tags,
  summary: 'Credentials and guardian of an account, read from the ledger',
  request: { params: z.object({ address: addressSchema }) },
  responses: { 200: jsonAnswer(passkeyAccountSchema, 'The account'), ...REFUSALS },
})

/** Accounts whose owner is a passkey. */
export function createPasskeyAccountRoutes(desk: PasskeyDesk) {
  const router = createRouter()
  router.openapi(postRoute, async (c) => {
    const origin = await readOrigin(c)
    const account = await postPasskeyAccount(desk, c.req.valid('json'), origin)
    return account.isCreated ? c.json(account, 200) : c.json(account, 202)
  })
  router.openapi(getRoute, async (c) =>
    c.json(await readPasskeyAccount(desk.passkeys, c.req.valid('param').address), 200),
  )
  return router
}

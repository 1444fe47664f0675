import {
  ACCOUNT_ACTION_BODIES,
  type AccountActionBody,
  type AccountActionName,
  accountQuerySchema,
  accountSchema,
  addressSchema,
  z,
} from '@cinnabar/api-schema'
import { createRoute } from '@hono/zod-openapi'
import type { Rpc } from '@cinnabar/ledger'
import type { Address } from '@cinnabar/protocol'
import { postAccountAction } from '../accounts/postAccountAction.ts'
import { postDeposit } from '../accounts/postDeposit.ts'
import { postPermit } from '../accounts/postPermit.ts'
import { readHolding } from '../accounts/readAccount.ts'
import type { Origin } from '../actions/submit.ts'
import type { OrderDesk, PostAnswer } from '../orders/postOrderAction.ts'
import { checkPayee } from '../passkeyAccounts/checkPayee.ts'
import { openCounterfactual } from '../passkeyAccounts/openCounterfactual.ts'
import type { Passkeys } from '../passkeyAccounts/passkeys.ts'
import {
  ACTION_ANSWERS,
  answerPost,
  createRouter,
  jsonAnswer,
  jsonBodyOf,
  REFUSALS,
  readOrigin,
} from './route.ts'

const params = z.object({ address: addressSchema })

const getRoute = createRoute({
  method: 'get',
  path: '/accounts/{address}',
  operationId: 'getAccount',
  tags: ['accounts'],
  summary: 'Balance, bond and wallet of an account, read from the ledger',
  request: { params, query: accountQuerySchema },
  responses: { 200: jsonAnswer(accountSchema, 'The account'), ...REFUSALS },
})

/** Accounts: what they have, and what they sign for themselves. */
export function createAccountRoutes(desk: OrderDesk & { readonly rpc: Rpc; readonly passkeys: Passkeys }) {
  const { rpc, escrow, tokens, domain } = desk
  const router = createRouter()

  router.openapi(getRoute, async (c) => {
    const { address } = c.req.valid('param')
    const { token } = c.req.valid('query')
    const wanted = token ? [await tokens.getToken(token, 'token')] : await tokens.listTokens()
    const reader = { rpc, escrow, escrowAddress: domain.verifyingContract }
    const holdings = await Promise.all(wanted.map((token) => readHolding(reader, token.address, address)))
    return c.json({ address, holdings }, 200)
  })

  for (const name of Object.keys(ACCOUNT_ACTION_BODIES) as AccountActionName[]) {
    const route = createRoute({
      method: 'post',
      path: `/accounts/{address}/${name}`,
      operationId: name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      tags: ['account actions'],
      summary: `${name}: unsigned, what to sign; signed, the action`,
      request: { params, body: jsonBodyOf(ACCOUNT_ACTION_BODIES[name] as z.ZodType) },
      responses: ACTION_ANSWERS,
    })
    router.openapi(route, async (c) => {
      const { address } = c.req.valid('param')
      const origin = await readOrigin(c)
      const opened = await openCounterfactual(desk, c.req.valid('json') as AccountActionBody)
      await checkPayee(desk.passkeys, address, readRecipient(opened.body), opened.created)
      return answerPost(c, await post(opened.desk, name, address, opened.body, origin))
    })
  }
  return router
}

/** Who gets the money, of the actions that move any. */
function readRecipient(body: AccountActionBody): Address | undefined {
  return 'recipient' in body ? body.recipient : undefined
}

function post(
  desk: OrderDesk,
  name: AccountActionName,
  account: Address,
  body: AccountActionBody,
  origin: Origin,
): Promise<PostAnswer> {
  switch (name) {
    case 'deposit':
      return postDeposit(desk, account, body as AccountActionBody<'deposit'>, origin)
    case 'permit':
      return postPermit(desk, account, body as AccountActionBody<'permit'>, origin)
    default:
      return postAccountAction(desk, name, account, body as AccountActionBody<typeof name>, origin)
  }
}

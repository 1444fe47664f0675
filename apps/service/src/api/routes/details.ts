import {
  endDisclosureBodySchema,
  endedDisclosuresSchema,
  eraseDetailsBodySchema,
  erasureCertificateSchema,
  hashSchema,
  openDetailsBodySchema,
  openedDetailsSchema,
  storedDetailsSchema,
  storeDetailsBodySchema,
  z,
} from '@cinnabar/api-schema'
import { createRoute } from '@hono/zod-openapi'
import {
  type DetailsDesk,
  endDisclosure,
  eraseDetails,
  openDetails,
  storeDetails,
} from '../details/requests.ts'
import { readTenant } from '../http/session.ts'
import { createRouter, jsonAnswer, jsonBodyOf, REFUSALS } from './route.ts'

const params = z.object({ id: hashSchema })
const tags = ['details']

const storeRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/details',
  operationId: 'storeDetails',
  tags,
  summary: 'Keeps what a party sealed, and whom it discloses it to, signed by the party',
  request: { params, body: jsonBodyOf(storeDetailsBodySchema) },
  responses: { 201: jsonAnswer(storedDetailsSchema, 'Kept, all of it'), ...REFUSALS },
})

const openRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/details/open',
  operationId: 'openDetails',
  tags,
  summary: 'What was disclosed to a reader, as far as it may read it now, signed by the reader',
  request: { params, body: jsonBodyOf(openDetailsBodySchema) },
  responses: { 200: jsonAnswer(openedDetailsSchema, 'Sealed items, and readers'), ...REFUSALS },
})

const endRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/disclosures/end',
  operationId: 'endDisclosure',
  tags,
  summary: 'Ends for the future what a holder disclosed to a reader, signed by the holder',
  request: { params, body: jsonBodyOf(endDisclosureBodySchema) },
  responses: { 200: jsonAnswer(endedDisclosuresSchema, 'How many were ended'), ...REFUSALS },
})

const eraseRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/details/erase',
  operationId: 'eraseDetails',
  tags,
  summary: 'Erases all sealed details of a settled order, signed by the buyer',
  request: { params, body: jsonBodyOf(eraseDetailsBodySchema) },
  responses: { 200: jsonAnswer(erasureCertificateSchema, 'The certificate'), ...REFUSALS },
})

/** Sealed details: every request is signed by the account that it is about, so that no session is needed. */
export function createDetailsRoutes(desk: DetailsDesk) {
  const router = createRouter()
  router.openapi(storeRoute, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await storeDetails(desk, id, c.req.valid('json'), await readTenant(c)), 201)
  })
  router.openapi(openRoute, async (c) =>
    c.json(await openDetails(desk, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(endRoute, async (c) =>
    c.json(await endDisclosure(desk, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(eraseRoute, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await eraseDetails(desk, id, c.req.valid('json'), await readTenant(c)), 200)
  })
  return router
}

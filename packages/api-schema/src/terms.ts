import type { OrderJson } from '@cinnabar/protocol'
import { addressSchema, hashSchema, integerSchema, numberSchema, orderAmountSchema } from './primitives.ts'
import { z } from './zod.ts'

const window = integerSchema(32)
const bps = integerSchema(16)

/** The eight windows in seconds; zero where the order has no such stage. */
export const windowsSchema = z
  .strictObject({
    accept: window,
    fulfil: window,
    inspect: window,
    store: window,
    deliver: window,
    confirm: window,
    dispute: window,
    ruling: window,
  })
  .openapi('Windows', { description: 'Spans in seconds; zero where the order has no such stage.' })

/**
 * The terms of an order, exactly as they are signed: amounts and salt are strings of digits, spans are seconds,
 * and `validUntil` is unix seconds, since it is a signed integer. Everywhere else in the API times are RFC 3339.
 */
export const termsSchema = z
  .strictObject({
    buyer: addressSchema,
    payer: addressSchema,
    seller: addressSchema,
    token: addressSchema,
    platform: addressSchema,
    arbiter: addressSchema,
    backupArbiter: addressSchema,
    attestor: addressSchema,
    goods: orderAmountSchema,
    service: orderAmountSchema,
    freight: orderAmountSchema,
    atCost: orderAmountSchema,
    arbiterFee: orderAmountSchema,
    feeBps: bps,
    drawBps: bps,
    abandonBps: bps,
    silenceBps: bps,
    windows: windowsSchema,
    validUntil: integerSchema(40).openapi({
      description: 'Unix seconds, exactly as signed: the last second at which the order can be funded.',
    }),
    details: hashSchema,
    link: hashSchema,
    salt: numberSchema,
  })
  .openapi('Terms', {
    description:
      'The terms exactly as both sides sign them: the only place, with typedData, where times are unix seconds.',
  }) as unknown as z.ZodType<OrderJson>

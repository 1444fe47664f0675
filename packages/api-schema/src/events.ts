import { hashSchema, instantSchema, pageQuerySchema, pageSchema } from './primitives.ts'
import { z } from './zod.ts'

/** The version of the API that answers and events carry. */
export const API_VERSION = '2026-11-22'

/** One envelope everywhere: SSE, lists, webhooks. `OrderSettled` on the ledger is `order.settled` here. */
export const eventSchema = z
  .object({
    id: z.string().openapi({ example: 'evt_0000000000000012_0003' }),
    type: z.string().openapi({ example: 'order.settled' }),
    orderSequence: z.number().int().nullable().openapi({ description: "The event's place in its order." }),
    createdAt: instantSchema.openapi({ description: 'The time of its block.' }),
    apiVersion: z.string(),
    data: z.record(z.string(), z.unknown()).openapi({
      description: "The ledger's fields by name, amounts as strings of digits, and `transactionHash`.",
    }),
  })
  .openapi('Event')

export const eventsQuerySchema = z.object({ ...pageQuerySchema, order: hashSchema.optional() })
export const eventPageSchema = pageSchema(eventSchema, 'EventPage')

/** `OrderSettled` as `order.settled`, `BondPosted` as `bond.posted`. */
export function eventType(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '.').toLowerCase()
}

export type EventJson = z.infer<typeof eventSchema>

import { type Address, type Hex, parseAddress } from '@cinnabar/protocol'
import { z } from './zod.ts'

type FieldIssue = { code: string; mend: string }

/** Marks an issue of a schema with a stable code of the registry and what to do about it. */
export function refuse(ctx: z.core.$RefinementCtx, message: string, issue: FieldIssue): void {
  ctx.addIssue({ code: 'custom', message, params: issue, continue: false })
}

/** `0x` and 40 hexadecimal digits, lower case in answers; mixed case must carry a right EIP-55 checksum. */
export const addressSchema = z
  .string()
  .superRefine((value, ctx) => {
    try {
      parseAddress(value)
    } catch (error) {
      refuse(ctx, (error as Error).message, {
        code: 'ADDRESS_INVALID',
        mend: 'send 0x and 40 hexadecimal digits, all lower case or with the EIP-55 checksum',
      })
    }
  })
  .toLowerCase()
  .openapi('Address', {
    pattern: '^0x[0-9a-fA-F]{40}$',
    example: '0x00000000000000000000000000000000000000b1',
    description: 'An account. Mixed case must carry a right EIP-55 checksum; answers are in lower case.',
  }) as unknown as z.ZodType<Address, string>

function hexSchema(bytes: number | undefined) {
  const pattern = bytes === undefined ? /^0x([0-9a-fA-F]{2})*$/ : new RegExp(`^0x[0-9a-fA-F]{${bytes * 2}}$`)
  const expected = bytes === undefined ? '0x and hexadecimal bytes' : `0x and ${bytes} hexadecimal bytes`
  return z
    .string()
    .superRefine((value, ctx) => {
      if (!pattern.test(value))
        refuse(ctx, `expected ${expected}`, { code: 'HEX_INVALID', mend: `send ${expected}` })
    })
    .toLowerCase()
    .openapi({ pattern: pattern.source })
}

/** Thirty-two bytes: an order's id, a record's hash, a signed digest. */
export const hashSchema = hexSchema(32).openapi('Hash', {
  description: 'Thirty-two bytes in hexadecimal: an order id, a record hash or a signed digest.',
}) as unknown as z.ZodType<Hex, string>

/** A signature: 65 bytes `r ‖ s ‖ v` of a plain account, or what an ERC-1271 account takes (at most 8 KiB). */
export const signatureSchema = hexSchema(undefined)
  .superRefine((value, ctx) => {
    if (value.length < 4 || value.length > 2 + 2 * 8192)
      refuse(ctx, 'a signature has 1 to 8192 bytes', {
        code: 'SIGNATURE_INVALID',
        mend: 'send the signature as your wallet gave it',
      })
  })
  .openapi('Signature', {
    description: 'r ‖ s ‖ v (65 bytes, low s, v 27 or 28), or the bytes that an ERC-1271 account takes.',
  }) as unknown as z.ZodType<Hex, string>

/** Digits of an unsigned integer of so many bits. */
function digitsSchema(bits: number) {
  const bound = 2n ** BigInt(bits)
  return z.string().superRefine((value, ctx) => {
    if (/^-\d/.test(value))
      return refuse(ctx, 'the amount is negative', {
        code: 'AMOUNT_NEGATIVE',
        mend: 'send zero or a positive amount',
      })
    if (/^\d+[.,]\d+$/.test(value))
      return refuse(ctx, 'the amount has decimals', {
        code: 'AMOUNT_DECIMALS',
        mend: 'send base units: 12.5 of a token with 6 decimals is "12500000"',
      })
    if (!/^\d+$/.test(value))
      return refuse(ctx, 'the amount is not a string of digits', {
        code: 'AMOUNT_FORMAT',
        mend: 'send digits only, in base units of the token',
      })
    if (value.length > 78 || BigInt(value) >= bound)
      refuse(ctx, `the amount does not fit ${bits} bits`, {
        code: 'AMOUNT_TOO_LARGE',
        mend: `send less than 2^${bits}`,
      })
  })
}

/** An amount of an order: base units of the token, a string of digits below 2⁹⁶. */
export const orderAmountSchema = digitsSchema(96).openapi('OrderAmount', {
  pattern: '^\\d+$',
  example: '94440000',
  description: 'Base units of the token, a string of digits below 2^96.',
})

/** An amount: base units of the token, a string of digits below 2²⁵⁶. */
export const amountSchema = digitsSchema(256).openapi('Amount', {
  pattern: '^\\d+$',
  example: '94440000',
  description: 'Base units of the token, a string of digits below 2^256.',
})

/** A random number below 2²⁵⁶ as a string of digits: a salt or an unordered nonce. */
export const numberSchema = digitsSchema(256).openapi('LargeNumber', {
  pattern: '^\\d+$',
  description: 'A string of digits below 2^256: a salt, or a nonce in no order.',
})

/** An instant of the API: RFC 3339 in UTC, whole seconds. */
export const instantSchema = z
  .string()
  .superRefine((value, ctx) => {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) || Number.isNaN(Date.parse(value)))
      refuse(ctx, 'expected an instant in UTC', {
        code: 'INSTANT_FORMAT',
        mend: 'send RFC 3339 in UTC, such as 2026-11-22T09:30:00Z',
      })
    else if (Date.parse(value) < 0)
      refuse(ctx, 'the instant is before 1970', {
        code: 'INSTANT_FORMAT',
        mend: 'send an instant since 1970',
      })
  })
  .openapi('Instant', {
    format: 'date-time',
    example: '2026-11-22T09:30:00Z',
    description: 'RFC 3339 in UTC. Only signed integers (in `terms` and `typedData`) are unix seconds.',
  })

/** An unsigned integer as it is signed: JSON number below 2^bits. */
export function integerSchema(bits: 16 | 32 | 40) {
  return z.number().superRefine((value, ctx) => {
    if (!Number.isSafeInteger(value))
      return refuse(ctx, 'expected a whole number', { code: 'INTEGER_FORMAT', mend: 'send a whole number' })
    if (value < 0)
      return refuse(ctx, 'the number is negative', {
        code: 'INTEGER_NEGATIVE',
        mend: 'send zero or a positive number',
      })
    if (value >= 2 ** bits)
      refuse(ctx, `the number does not fit ${bits} bits`, {
        code: 'INTEGER_TOO_LARGE',
        mend: `send a number below 2^${bits}`,
      })
  })
}

/** Text that every database and page can hold: well-formed Unicode without NUL. */
function textSchema(longest: number) {
  return z
    .string()
    .max(longest)
    .superRefine((value, ctx) => {
      if (value.includes('\u0000') || !value.isWellFormed())
        refuse(ctx, 'the text has characters that cannot be kept', {
          code: 'TEXT_INVALID',
          mend: 'send well-formed Unicode without NUL',
        })
    })
}

/** The id of a quote. */
export const quoteIdSchema = z
  .string()
  .max(100)
  .superRefine((value, ctx) => {
    if (!/^[A-Za-z0-9_]+$/.test(value))
      refuse(ctx, 'no quote has such an id', {
        code: 'FIELD_VALUE',
        mend: "send a quote's id, such as quote_01…",
      })
  })
  .openapi('QuoteId', { example: 'quote_9f4c1b0e5a7d4b62a1c3d5e7f9012345' })

/** The platform's own number of a thing, unique in its tenant. */
export const referenceSchema = textSchema(200).min(1).openapi('Reference', {
  description: "The platform's own number, unique in its tenant.",
})

/** Up to 20 short texts that the platform keeps with a thing. Never put personal data here. */
export const metadataSchema = z
  .record(textSchema(40).min(1), textSchema(500))
  .refine((metadata) => Object.keys(metadata).length <= 20, { message: 'at most 20 entries' })
  .openapi('Metadata', { description: 'Up to 20 texts of at most 500 characters. No personal data.' })

/** A sentence that a person should read before signing. */
export const sentenceSchema = z.object({ en: z.string(), 'zh-CN': z.string() }).openapi('Sentence')

/** How a list goes on. */
export const pageQuerySchema = {
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().max(500).optional(),
}

/** A page of a list: `nextCursor` is missing on the last one. */
export function pageSchema<T extends z.ZodType>(item: T, name: string) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() }).openapi(name)
}

export type Sentence = z.infer<typeof sentenceSchema>
export type Metadata = z.infer<typeof metadataSchema>
/** An answer of a list. */
export type Page<T> = { items: T[]; nextCursor?: string | undefined }

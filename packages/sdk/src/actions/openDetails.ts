import type { OpenedDetailsJson } from '@cinnabar/api-schema'
import {
  type Address,
  type DisclosureReason,
  decodeValue,
  type Hex,
  type UnixSeconds,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { SealedDetailError } from '../sealing/errors.ts'
import { openField } from '../sealing/field.ts'
import type { SealingKey } from '../sealing/sealingKey.ts'
import { postSignedRequest } from '../sealing/signedRequest.ts'
import type { Signer } from '../signer.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import { parseInstant } from '../wire/instant.ts'

/** A field that was disclosed to the caller. */
export type DisclosedField = {
  readonly holder: Address
  readonly field: string
  readonly version: number
  readonly reason: DisclosureReason
  readonly storedAt: UnixSeconds
  readonly commitment: Hex
} & (
  | {
      readonly status: 'opened'
      readonly bytes: Uint8Array
      /** The text; undefined for an evidence file. */
      readonly value: string | undefined
      readonly salt: Hex
      /** With it the field can be disclosed further. */
      readonly fieldKey: Hex
    }
  /** The others are opened all the same. */
  | { readonly status: 'failed'; readonly error: SealedDetailError }
)

/** Somebody who may read what the caller disclosed. */
export type DetailsReader = {
  readonly reader: Address
  readonly field: string
  readonly version: number
  readonly reason: DisclosureReason
  readonly since: UnixSeconds
  readonly until: UnixSeconds | null
  readonly endedAt: UnixSeconds | null
  readonly lastOpenedAt: UnixSeconds | null
  /** Whether the vault would hand it out now. */
  readonly mayRead: boolean
}

export type OpenDetailsResult = {
  readonly fields: readonly DisclosedField[]
  /** Disclosed to the caller, and kept back by the vault while the reason is not met. */
  readonly withheld: OpenedDetailsJson['withheld']
  /** Who may read what the caller disclosed. */
  readonly readers: readonly DetailsReader[]
}

/**
 * Fetches what was disclosed to the signer and opens it on this device.
 *
 * @param sealingKeys - The signer's keys, older ones too: each field says which it was sealed to.
 * @throws ApiError, ServiceMismatchError if the service answers what was disclosed to somebody else.
 */
export async function openDetails(
  client: Client,
  {
    id,
    sealingKeys,
    signer,
    signal,
  }: {
    id: Hex
    sealingKeys: readonly SealingKey[]
    signer?: Signer | undefined
    signal?: AbortSignal | undefined
  },
): Promise<OpenDetailsResult> {
  const domain = await getDomain(client, signal)
  const json = await postSignedRequest<OpenedDetailsJson>(client, 'OpenDetails', {
    path: `/orders/${id}/details/open`,
    subject: 'reader',
    message: { order: id },
    signer,
    signal,
  })
  const fields = json.items.map(async (item): Promise<DisclosedField> => {
    const { field, version, holder, commitment, disclosure } = item
    if (disclosure.field !== field || disclosure.version !== version) {
      throw new ServiceMismatchError({ field: 'disclosure', asked: field, answered: disclosure.field })
    }
    const known = {
      holder,
      field,
      version,
      reason: disclosure.reason,
      storedAt: parseInstant(item.storedAt),
      commitment,
    }
    try {
      const key = sealingKeys.find(({ publicKey }) => publicKey === disclosure.key)
      if (!key) throw new SealedDetailError({ code: 'KEY_MISSING', field })
      const place = { domain, order: id, field, version }
      const opened = await openField(place, item, disclosure, key.privateKey)
      const value = field.startsWith('evidence.') ? undefined : readText(field, opened.bytes)
      return { ...known, status: 'opened', value, ...opened }
    } catch (error) {
      if (error instanceof SealedDetailError) return { ...known, status: 'failed', error }
      throw error
    }
  })
  return {
    fields: await Promise.all(fields),
    withheld: json.withheld,
    readers: json.readers.map(({ since, until, endedAt, lastOpenedAt, ...reader }) => ({
      ...reader,
      since: parseInstant(since),
      until: until === null ? null : parseInstant(until),
      endedAt: endedAt === null ? null : parseInstant(endedAt),
      lastOpenedAt: lastOpenedAt === null ? null : parseInstant(lastOpenedAt),
    })),
  }
}

/** Whoever seals a field chooses its bytes: these need be no text. */
function readText(field: string, bytes: Uint8Array): string {
  try {
    return decodeValue(field, bytes)
  } catch (cause) {
    throw new SealedDetailError({ code: 'CONTENT_INVALID', field, cause })
  }
}

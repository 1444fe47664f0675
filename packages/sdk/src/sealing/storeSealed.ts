import type { Address, Disclosure, DisclosureReason, Hex, SealedItem } from '@cinnabar/protocol'
import { hashDisclosures, hashItems } from '@cinnabar/protocol'
import { getKey } from '../actions/getKey.ts'
import type { Client } from '../client.ts'
import { getSigner, type Signer } from '../signer.ts'
import { getDomain } from '../signing/domain.ts'
import type { SealedContent } from './content.ts'
import { SealedDetailError } from './errors.ts'
import { discloseField, type SealedField, sealField } from './field.ts'
import { postSignedRequest } from './signedRequest.ts'

/** Whom to disclose to, what, and why. */
export type ReaderChoice = {
  readonly reader: Address
  readonly reason: DisclosureReason
  /** Its X25519 key; the one in `KeyRegistry` when left out. */
  readonly key?: Hex | undefined
  /** Which fields; all of the call when left out. */
  readonly fields?: readonly string[] | undefined
  /** Unix seconds: the last at which the vault hands it out; left out: as long as the reason holds. */
  readonly until?: number | undefined
}

/** What every call takes that stores something sealed. */
export type StoreOptions = {
  readonly id: Hex
  /** The caller's own X25519 key, so that it can open what it keeps; see `createSealingKey`. */
  readonly ownKey: Hex
  readonly readers?: readonly ReaderChoice[] | undefined
  /** The party of the order that keeps it; instead of the client's signer. */
  readonly signer?: Signer | undefined
  readonly signal?: AbortSignal | undefined
}

/** Bytes under a field. */
export type FieldContent = SealedContent & { readonly field: string; readonly version?: number | undefined }

/** Something that is sealed already, or was opened: its place and its key. */
export type HeldField = { readonly field: string; readonly version: number; readonly fieldKey: Hex }

/** Seals contents, discloses them to the caller itself and to readers, and has the vault keep it all. */
export async function storeSealed(
  client: Client,
  contents: readonly FieldContent[],
  options: StoreOptions,
): Promise<SealedItem[]> {
  const domain = await getDomain(client, options.signal)
  const holder = getSigner(client, options.signer).address
  const sealed: SealedField[] = []
  for (const { field, version = 1, salt, bytes } of contents) {
    sealed.push(await sealField({ domain, order: options.id, field, version }, { salt, bytes }))
  }
  const items = sealed.map(({ item }) => item)
  const held = sealed.map(({ item, fieldKey }) => ({ ...item, fieldKey }))
  const own = { reader: holder, key: options.ownKey, reason: 'own' } as const
  const disclosures = await disclose(client, held, [own, ...(options.readers ?? [])], options)
  await postDetails(client, { items, disclosures }, options)
  return items
}

/** Seals the keys of fields to readers, as they chose their keys. Throws SealedDetailError. */
export async function disclose(
  client: Client,
  held: readonly HeldField[],
  readers: readonly ReaderChoice[],
  { id, signal }: Pick<StoreOptions, 'id' | 'signal'>,
): Promise<Disclosure[]> {
  const domain = await getDomain(client, signal)
  const disclosures: Disclosure[] = []
  for (const choice of readers) {
    const chosen = choice.fields ?? [...new Set(held.map(({ field }) => field))]
    const key = choice.key ?? (await findPublishedKey(client, choice, signal))
    for (const field of chosen) {
      const fields = held.filter((one) => one.field === field)
      if (fields.length === 0) throw new SealedDetailError({ code: 'NOT_HELD', field })
      for (const { version, fieldKey } of fields) {
        const place = { domain, order: id, field, version }
        disclosures.push(await discloseField(place, fieldKey, { ...choice, key }))
      }
    }
  }
  return disclosures
}

/** Signs and posts what the vault is to keep. */
export async function postDetails(
  client: Client,
  body: { readonly items: readonly SealedItem[]; readonly disclosures: readonly Disclosure[] },
  { id, signer, signal }: Pick<StoreOptions, 'id' | 'signer' | 'signal'>,
): Promise<void> {
  const hashes = { items: hashItems(body.items), disclosures: hashDisclosures(body.disclosures) }
  await postSignedRequest(client, 'StoreDetails', {
    path: `/orders/${id}/details`,
    subject: 'holder',
    message: { order: id, ...hashes },
    body,
    signer,
    signal,
  })
}

async function findPublishedKey(
  client: Client,
  { reader, fields }: ReaderChoice,
  signal: AbortSignal | undefined,
): Promise<Hex> {
  const { key } = await getKey(client, { address: reader, signal })
  if (key) return key
  throw new SealedDetailError({ code: 'READER_KEY_MISSING', field: fields?.[0] ?? reader })
}

import { commitDetail, type Detail, encodeHex, type Hex } from '@cinnabar/protocol'

/**
 * Details with fresh salts, for `detailsRoot` in the terms and for `storeDetails`. Keep them, or seal them to a key of
 * your own: without the salts nothing can be shown later.
 *
 * @example
 * const details = createDetails({ 'recipient.name': '…', 'recipient.address': '…' })
 * const quote = await createQuote(cinnabar, { details: detailsRoot(details), … })
 * @throws DetailError that names the field.
 */
export function createDetails(values: Readonly<Record<string, string>>): Detail[] {
  return Object.entries(values).map(([field, value]) => {
    const detail = { field, value, salt: createSalt() }
    commitDetail(detail)
    return detail
  })
}

/** 32 random bytes. */
export function createSalt(): Hex {
  return encodeHex(crypto.getRandomValues(new Uint8Array(32)))
}

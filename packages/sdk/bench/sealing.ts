import { type Address, encodeWord, hashText, type SealedItem, type SealPlace } from '@cinnabar/protocol'
import { discloseField, openField, type Reader, type SealedField, sealField } from '../src/sealing/field.ts'
import { createSealingKey, type SealingKey } from '../src/sealing/sealingKey.ts'

/** What is sealed: this many fields of so many bytes, to this many readers. */
export type SealingCase = {
  readonly fields: number
  readonly readers: number
  readonly bytes: number
  readonly warmUp: number
  readonly runs: number
}

/** Milliseconds of each run: all fields sealed to all readers, and all fields opened and checked by one of them. */
export type SealingTimes = { readonly sealMs: readonly number[]; readonly openMs: readonly number[] }

/** Measures sealing and opening on this machine, without network. */
export async function measureSealing({
  fields,
  readers,
  bytes,
  warmUp,
  runs,
}: SealingCase): Promise<SealingTimes> {
  const keys = Array.from({ length: readers }, () => createSealingKey())
  const places = Array.from({ length: fields }, (_, index) => placeOf(index))
  const content = { salt: hashText('salt'), bytes: new Uint8Array(bytes).fill(0x61) }
  const sealMs: number[] = []
  const openMs: number[] = []
  for (let run = 0; run < warmUp + runs; run += 1) {
    const sealed = await timed(() => sealAll(places, content, keys))
    const opened = await timed(() => openAll(sealed.result, keys[0]!))
    if (opened.result !== fields * bytes) throw new Error(`${opened.result} bytes were opened`)
    if (run < warmUp) continue
    sealMs.push(sealed.ms)
    openMs.push(opened.ms)
  }
  return { sealMs, openMs }
}

type Sealed = {
  readonly place: SealPlace
  readonly item: SealedItem
  readonly disclosures: readonly Awaited<ReturnType<typeof discloseField>>[]
}

async function sealAll(
  places: readonly SealPlace[],
  content: Parameters<typeof sealField>[1],
  keys: readonly SealingKey[],
): Promise<Sealed[]> {
  const sealed: Sealed[] = []
  for (const place of places) {
    const { item, fieldKey }: SealedField = await sealField(place, content)
    const disclosures: Sealed['disclosures'][number][] = []
    for (const [index, key] of keys.entries()) {
      disclosures.push(await discloseField(place, fieldKey, readerOf(index, key)))
    }
    sealed.push({ place, item, disclosures })
  }
  return sealed
}

async function openAll(sealed: readonly Sealed[], { privateKey }: SealingKey): Promise<number> {
  let bytes = 0
  for (const { place, item, disclosures } of sealed) {
    bytes += (await openField(place, item, disclosures[0]!, privateKey)).bytes.length
  }
  return bytes
}

function placeOf(index: number): SealPlace {
  const domain = { chainId: 31_337, verifyingContract: accountOf(0xe5c) }
  return { domain, order: hashText('order'), field: `note.n${index}`, version: 1 }
}

function readerOf(index: number, { publicKey }: SealingKey): Reader {
  return { reader: accountOf(index + 1), key: publicKey, reason: 'fulfilment' }
}

function accountOf(number: number): Address {
  return `0x${encodeWord(BigInt(number)).slice(-40)}`
}

async function timed<Result>(act: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const began = performance.now()
  const result = await act()
  return { result, ms: performance.now() - began }
}

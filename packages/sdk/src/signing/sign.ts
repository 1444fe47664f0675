import type { TypedData } from '@cinnabar/protocol'
import type { Hex } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { normalizeSignature, type Signer } from '../signer.ts'

/**
 * Lets a signer sign typed data that this package built itself. The client's `beforeSign` hears of it first.
 *
 * @param sentence - What a person should read.
 */
export async function signTypedData(
  client: Client,
  signer: Signer,
  typedData: TypedData,
  sentence: string,
): Promise<Hex> {
  await client.beforeSign?.({ typedData, sentence })
  return normalizeSignature(await signer.signTypedData(toWallet(typedData)))
}

/** Amounts as bigint, as viem hashes them. Nested structs keep their small numbers. */
function toWallet(typedData: TypedData): object {
  const fields = typedData.types[typedData.primaryType]!
  const message = Object.fromEntries(
    fields.map(({ name, type }) => {
      const value = typedData.message[name]
      return [name, type.startsWith('uint') && typeof value === 'string' ? BigInt(value) : value]
    }),
  )
  return { ...typedData, message }
}

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

/** Amounts as bigint, as viem hashes them, also within structs. Small numbers stay. */
function toWallet(typedData: TypedData): object {
  return { ...typedData, message: readStruct(typedData, typedData.primaryType, typedData.message) }
}

function readStruct({ types }: Pick<TypedData, 'types'>, name: string, struct: object): object {
  const fields = types[name]!.map(({ name, type }) => {
    const value = (struct as Record<string, unknown>)[name]
    if (types[type]) return [name, readStruct({ types }, type, value as object)]
    return [name, type.startsWith('uint') && typeof value === 'string' ? BigInt(value) : value]
  })
  return Object.fromEntries(fields)
}

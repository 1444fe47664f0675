import { describeAction, type Hex, type Order, toTypedData } from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { getSigner, type Signer } from '../signer.ts'
import { getDomain } from '../signing/domain.ts'
import { signTypedData } from '../signing/sign.ts'

/**
 * Agrees to terms: the signature of the order's id. A seller's quotes or accepts; a buyer's is needed when somebody
 * else pays. It moves no money.
 */
export async function signTerms(
  client: Client,
  { terms, signer, signal }: { terms: Order; signer?: Signer | undefined; signal?: AbortSignal | undefined },
): Promise<Hex> {
  const domain = await getDomain(client, signal)
  const sentence = describeAction('Order', terms, { locale: client.locale })
  return signTypedData(client, getSigner(client, signer), toTypedData('Order', terms, domain), sentence)
}

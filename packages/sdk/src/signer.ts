import type { Address, Hex } from '@cinnabar/protocol'

/** What a wallet is asked to sign: EIP-712 with amounts as bigint, as viem takes it. */
export type TypedDataToSign = {
  readonly domain: {
    readonly name: string
    /** Permit2's domain has none. */
    readonly version?: string
    readonly chainId: number
    readonly verifyingContract: Address
  }
  readonly types: Readonly<Record<string, readonly { readonly name: string; readonly type: string }[]>>
  readonly primaryType: string
  readonly message: Readonly<Record<string, unknown>>
}

/**
 * Who signs. A viem local account (`privateKeyToAccount`) is one; a wallet is
 * `{ address, signTypedData: (data) => walletClient.signTypedData({ account: address, ...data }), … }`.
 */
export type Signer = {
  readonly address: Address
  // biome-ignore lint/suspicious/noExplicitAny: viem's own parameter is generic over the types.
  signTypedData(data: any): Promise<Hex>
  // biome-ignore lint/suspicious/noExplicitAny: viem's own parameter is a union.
  signMessage?(parameters: any): Promise<Hex>
}

/** Thrown where something must be signed and neither the client nor the call names a signer. */
export class SignerMissingError extends Error {
  readonly code = 'SIGNER_MISSING'
  readonly retryable = false
  constructor() {
    super('nobody is there to sign: pass `signer` to createClient or to the call')
    this.name = 'SignerMissingError'
  }
}

/** The call's signer, else the client's. Throws SignerMissingError. */
export function getSigner(client: { readonly signer?: Signer | undefined }, signer?: Signer): Signer {
  const chosen = signer ?? client.signer
  if (!chosen) throw new SignerMissingError()
  return chosen
}

/** A signature with v 27 or 28, as the contract demands; some wallets answer 0 or 1. */
export function normalizeSignature(signature: Hex): Hex {
  if (signature.length !== 132) return signature
  const v = Number.parseInt(signature.slice(130), 16)
  return v < 2 ? `${signature.slice(0, 130) as Hex}${(v + 27).toString(16)}` : signature
}

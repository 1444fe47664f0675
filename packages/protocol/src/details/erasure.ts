import { type Address, isSameAddress } from '../address.ts'
import { type Hex, keccak256 } from '../bytes.ts'
import { recoverSigner } from '../typedData/signature.ts'

/** What the deletion of an order's details destroyed, what had to stay, and until when; signed by the service. */
export type ErasureCertificate = {
  readonly format: 'cinnabar.erasure/v1'
  readonly chainId: number
  readonly escrow: Address
  readonly order: Hex
  /** An account, or `operator`. */
  readonly requestedBy: string
  readonly requestedAt: string
  readonly erasedAt: string
  readonly destroyed: { readonly dataKey: true; readonly rows: Readonly<Record<string, number>> }
  readonly remains: { what: { en: string; 'zh-CN': string }; until: string | null }[]
  readonly signer: Address
  /** Of {@link erasureText}, by EIP-191. */
  readonly signature: Hex
}

/** A certificate before it is signed. */
export type ErasureDraft = Omit<ErasureCertificate, 'signature'>

/** What verifying a certificate says. Whose account the signer is, is another question. */
export type ErasureVerdict =
  | { readonly status: 'proven'; readonly certificate: ErasureCertificate }
  | { readonly status: 'refused'; readonly reason: ErasureRefusal }

export type ErasureRefusal = 'FORMAT' | 'SIGNATURE'

/**
 * What is signed, with its fields in the order in which they are signed, whatever order a file or a database gave them;
 * rows stand by their names.
 */
export function arrangeErasure(certificate: ErasureDraft): ErasureDraft {
  const { format, chainId, escrow, order, requestedBy, requestedAt, erasedAt, signer } = certificate
  const { destroyed, remains } = certificate
  const rows = Object.entries(destroyed.rows).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    ...{ format, chainId, escrow, order, requestedBy, requestedAt, erasedAt },
    destroyed: { dataKey: destroyed.dataKey, rows: Object.fromEntries(rows) },
    remains: remains.map(({ what, until }) => ({ what: { en: what.en, 'zh-CN': what['zh-CN'] }, until })),
    signer,
  }
}

/** The text that the service signs: the JSON of all fields but `signature`. */
export function erasureText(certificate: ErasureDraft): string {
  return JSON.stringify(arrangeErasure(certificate))
}

/**
 * Verifies an erasure certificate offline: that `signer` stated just this. Never throws.
 *
 * @param value - What was read from a file, its fields in any order. A field that is not signed is refused.
 */
export function verifyErasureCertificate(value: unknown): ErasureVerdict {
  if (!isCertificate(value)) return { status: 'refused', reason: 'FORMAT' }
  const certificate = { ...arrangeErasure(value), signature: value.signature }
  try {
    const signer = recoverSigner(hashPersonalText(erasureText(certificate)), certificate.signature)
    if (isSameAddress(signer, certificate.signer)) return { status: 'proven', certificate }
  } catch {
    // A signature that recovers no account is one of nobody.
  }
  return { status: 'refused', reason: 'SIGNATURE' }
}

/** The digest of a text as wallets sign it: EIP-191, version 0x45. */
function hashPersonalText(text: string): Hex {
  const bytes = new TextEncoder().encode(text)
  const prefix = new TextEncoder().encode(`\x19Ethereum Signed Message:\n${bytes.length}`)
  return keccak256(new Uint8Array([...prefix, ...bytes]))
}

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const isAddress: Check = (value) => isText(value) && /^0x[0-9a-fA-F]{40}$/.test(value as string)
const isInstant: Check = (value) =>
  isText(value) && Date.parse(value as string) >= 0 && new Date(value as string).toISOString() === value
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0

const isDestroyed = hasJust({
  dataKey: (value) => value === true,
  rows: (value) =>
    isObject(value) &&
    Object.entries(value).every(([name, count]) => /^[a-z][a-zA-Z]*$/.test(name) && isCount(count)),
})

const isRemainder = hasJust({
  what: hasJust({ en: isText, 'zh-CN': isText }),
  until: (value) => value === null || isInstant(value),
})

const hasFields = hasJust({
  format: (value) => value === 'cinnabar.erasure/v1',
  chainId: isCount,
  escrow: isAddress,
  order: (value) => isText(value) && /^0x[0-9a-f]{64}$/.test(value as string),
  requestedBy: isText,
  requestedAt: isInstant,
  erasedAt: isInstant,
  destroyed: isDestroyed,
  remains: (value) => Array.isArray(value) && value.every(isRemainder),
  signer: isAddress,
  signature: (value) => isText(value) && /^0x[0-9a-fA-F]{130}$/.test(value as string),
})

function isCertificate(value: unknown): value is ErasureCertificate {
  return hasFields(value)
}

/** Whether a value has these fields, each as it must be, and no other. */
function hasJust(checks: Readonly<Record<string, Check>>): Check {
  return (value) =>
    isObject(value) &&
    Object.keys(value).length === Object.keys(checks).length &&
    Object.entries(checks).every(([name, check]) => Object.hasOwn(value, name) && check(value[name]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { type Address, isZeroAddress, ZERO_ADDRESS } from './address.ts'
import { type Hex, ZERO_HASH } from './bytes.ts'
import { DAY, HOUR, type Seconds, type UnixSeconds } from './instant.ts'
import { shareDown } from './money.ts'
import type { Order, Windows } from './terms.ts'

/** A kind of trade with its usual windows and shares. */
export type Preset = {
  readonly windows: Windows
  readonly drawBps: number
  readonly abandonBps: number
  readonly silenceBps: number
  /** The arbiter's fee as a share of what is paid in, rounded down. */
  readonly arbiterFeeBps: number
  /** The confirm window when an attestor is named for a kind that usually has none. */
  readonly attestedConfirmWindow: Seconds
}

/**
 * The presets. `daigou` is a purchase on the buyer's behalf with a look at the goods in the warehouse;
 * `parcel` carries freight as `freight`, insurance and handling as `service` and duty as `atCost`.
 *
 * @see docs/specs/presets.md
 */
export const PRESETS = {
  daigou: {
    windows: {
      accept: 24 * HOUR,
      fulfil: 7 * DAY,
      inspect: 5 * DAY,
      store: 90 * DAY,
      deliver: 45 * DAY,
      confirm: 10 * DAY,
      dispute: 15 * DAY,
      ruling: 7 * DAY,
    },
    drawBps: 8000,
    abandonBps: 10_000,
    silenceBps: 5000,
    arbiterFeeBps: 200,
    attestedConfirmWindow: 10 * DAY,
  },
  shop: {
    windows: {
      accept: 24 * HOUR,
      fulfil: 7 * DAY,
      inspect: 0,
      store: 0,
      deliver: 30 * DAY,
      confirm: 10 * DAY,
      dispute: 15 * DAY,
      ruling: 7 * DAY,
    },
    drawBps: 0,
    abandonBps: 0,
    silenceBps: 5000,
    arbiterFeeBps: 200,
    attestedConfirmWindow: 10 * DAY,
  },
  digital: {
    windows: {
      accept: HOUR,
      fulfil: 24 * HOUR,
      inspect: 0,
      store: 0,
      deliver: 72 * HOUR,
      confirm: 0,
      dispute: 5 * DAY,
      ruling: 7 * DAY,
    },
    drawBps: 0,
    abandonBps: 0,
    silenceBps: 5000,
    arbiterFeeBps: 200,
    attestedConfirmWindow: 72 * HOUR,
  },
  parcel: {
    windows: {
      accept: 24 * HOUR,
      fulfil: 7 * DAY,
      inspect: 0,
      store: 0,
      deliver: 45 * DAY,
      confirm: 10 * DAY,
      dispute: 15 * DAY,
      ruling: 7 * DAY,
    },
    drawBps: 0,
    abandonBps: 0,
    silenceBps: 5000,
    arbiterFeeBps: 200,
    attestedConfirmWindow: 10 * DAY,
  },
} as const satisfies Record<string, Preset>

export type PresetName = keyof typeof PRESETS

/** The names of the presets. */
export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[]

/** What a quote says; what is left out is zero or the preset's. */
export type QuoteParameters = {
  readonly preset: PresetName
  readonly buyer: Address
  readonly seller: Address
  readonly token: Address
  readonly payer?: Address | undefined
  readonly platform?: Address | undefined
  readonly arbiter?: Address | undefined
  readonly backupArbiter?: Address | undefined
  readonly attestor?: Address | undefined
  readonly goods?: bigint | undefined
  readonly service?: bigint | undefined
  readonly freight?: bigint | undefined
  readonly atCost?: bigint | undefined
  /** Instead of the preset's share of what is paid in. */
  readonly arbiterFee?: bigint | undefined
  readonly feeBps?: number | undefined
  readonly drawBps?: number | undefined
  readonly abandonBps?: number | undefined
  readonly silenceBps?: number | undefined
  /** Instead of the preset's windows, one by one. */
  readonly windows?: Partial<Windows> | undefined
  readonly validUntil: UnixSeconds
  readonly details?: Hex | undefined
  readonly link?: Hex | undefined
  /** Random, so that the id tells nothing; the caller brings it. */
  readonly salt: bigint
}

/** How a quote departs from its preset because of who is named. */
export type QuoteNote = 'NO_ATTESTOR' | 'NO_ARBITER' | 'NO_PLATFORM_FEE' | 'ATTESTOR_ADDED'

/** What the notes mean. */
export const QUOTE_NOTES: Readonly<Record<QuoteNote, string>> = {
  NO_ATTESTOR:
    'Nobody attests: there is no confirm window, the deliver window is the time after shipping at which the order counts as received, and goods that the buyer lets lie return the price.',
  NO_ARBITER:
    "Nobody rules: there is no arbiter's fee and no ruling window, and the signed silence split is all that ends a dispute.",
  NO_PLATFORM_FEE: 'The fee is zero, so the platform is not named in the terms.',
  ATTESTOR_ADDED: 'This kind has no attestor by itself: a confirm window was added for the one named.',
}

/**
 * Builds terms from a preset, the amounts and the parties, and adjusts them as validity demands:
 * without attestor no confirm window (and no share for goods that lie, since none is paid); without arbiter no
 * arbiter's fee, no ruling window; at a fee of zero no platform. What `windows` and `arbiterFee` say stands, even
 * where it makes the terms invalid: give the result to `checkTerms`.
 *
 * @returns The terms, and how they depart from the preset.
 */
export function quoteTerms(quote: QuoteParameters): { terms: Order; notes: QuoteNote[] } {
  const preset: Preset = PRESETS[quote.preset]
  const notes: QuoteNote[] = []
  const attestor = quote.attestor ?? ZERO_ADDRESS
  const arbiter = quote.arbiter ?? ZERO_ADDRESS
  const feeBps = quote.feeBps ?? 0
  const named = { attestor: !isZeroAddress(attestor), arbiter: !isZeroAddress(arbiter) }
  if (!named.attestor && preset.windows.confirm > 0) notes.push('NO_ATTESTOR')
  if (named.attestor && preset.windows.confirm === 0) notes.push('ATTESTOR_ADDED')
  if (!named.arbiter) notes.push('NO_ARBITER')
  if (feeBps === 0 && quote.platform && !isZeroAddress(quote.platform)) notes.push('NO_PLATFORM_FEE')
  const amounts = {
    goods: quote.goods ?? 0n,
    service: quote.service ?? 0n,
    freight: quote.freight ?? 0n,
    atCost: quote.atCost ?? 0n,
  }
  const paid = amounts.goods + amounts.service + amounts.freight + amounts.atCost
  const terms: Order = {
    buyer: quote.buyer,
    payer: quote.payer ?? ZERO_ADDRESS,
    seller: quote.seller,
    token: quote.token,
    platform: feeBps === 0 ? ZERO_ADDRESS : (quote.platform ?? ZERO_ADDRESS),
    arbiter,
    backupArbiter: quote.backupArbiter ?? ZERO_ADDRESS,
    attestor,
    ...amounts,
    arbiterFee: quote.arbiterFee ?? (named.arbiter ? shareDown(paid, preset.arbiterFeeBps) : 0n),
    feeBps,
    drawBps: quote.drawBps ?? preset.drawBps,
    abandonBps: quote.abandonBps ?? (named.attestor ? preset.abandonBps : 0),
    silenceBps: quote.silenceBps ?? preset.silenceBps,
    windows: {
      ...preset.windows,
      confirm: named.attestor ? preset.attestedConfirmWindow : 0,
      ruling: named.arbiter ? preset.windows.ruling : 0,
      ...dropUndefined(quote.windows ?? {}),
    },
    validUntil: quote.validUntil,
    details: quote.details ?? ZERO_HASH,
    link: quote.link ?? ZERO_HASH,
    salt: quote.salt,
  }
  return { terms, notes }
}

function dropUndefined<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
}

import type { ErasureCertificateJson } from '@cinnabar/api-schema'
import type {
  Address,
  Disclosure,
  DisclosureReason,
  Hex,
  OrderStatus,
  SealedItem,
  UnixSeconds,
} from '@cinnabar/protocol'

type Place = { readonly field: string; readonly version: number; readonly reason: DisclosureReason }

/** What the API asks of the keeper of sealed details: the folder `vault` has it. */
export type Vault = {
  /** Keeps all or nothing. */
  store(request: {
    tenantId: string
    order: Hex
    holder: Address
    isFunded: boolean
    items: readonly SealedItem[]
    disclosures: readonly Disclosure[]
  }): Promise<
    | { readonly status: 'stored'; readonly items: number; readonly disclosures: number }
    | {
        readonly status: 'refused'
        readonly reason: 'ERASED' | 'ITEM_EXISTS' | 'ITEM_UNKNOWN' | 'TOO_MUCH'
        readonly at?: string
      }
  >
  /** What a reader may read now, and whom it lets read. */
  open(request: {
    order: Hex
    reader: Address
    status: Pick<OrderStatus, 'state' | 'shipped'>
    now: UnixSeconds
  }): Promise<{
    readonly items: readonly (SealedItem & {
      readonly holder: Address
      readonly storedAt: Date
      readonly disclosure: Disclosure
    })[]
    readonly withheld: readonly (Place & { readonly holder: Address })[]
    readonly readers: readonly (Place & {
      readonly reader: Address
      readonly since: Date
      readonly until: Date | null
      readonly endedAt: Date | null
      readonly lastOpenedAt: Date | null
      readonly mayRead: boolean
    })[]
  }>
  end(request: { order: Hex; holder: Address; reader: Address }): Promise<number>
  erase(request: { order: Hex; tenantId: string; requestedBy: string }): Promise<ErasureCertificateJson>
}

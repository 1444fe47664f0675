import type { Rpc } from '@cinnabar/ledger'
import type { Logger } from '../log.ts'
import type { Db } from '../store/database.ts'
import type { RelayProfile } from './profile.ts'
import type { Signer } from './signer.ts'

/** Where the relayer can be interrupted, in order. Tests stop it at each. */
export type RelayPoint = 'picked' | 'signed' | 'stored' | 'sent' | 'receipts' | 'settled' | 'marked'

/** What the steps of the relayer share. */
export type RelayContext = {
  readonly db: Db
  readonly rpc: Rpc
  readonly signer: Signer
  readonly chainId: number
  readonly profile: RelayProfile
  readonly log: Logger
  /** Known while nothing went wrong; else read anew. */
  nextNonce?: number | undefined
  /** Waits until the rows of a block are there, so that who hears of an outcome reads its effect. */
  untilIndexed(blockNumber: number): Promise<unknown>
  reached(point: RelayPoint): Promise<void>
}

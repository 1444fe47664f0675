import {
  type Address,
  arrangeErasure,
  type ErasureCertificate,
  erasureText,
  type Hex,
} from '@cinnabar/protocol'
import type { Db } from '../store/database.ts'
import {
  beginErasure,
  deleteDetails,
  type ErasureRow,
  findErasure,
  finishErasure,
  listBegunErasures,
} from '../store/erasures.ts'
import { lockDetails } from '../store/vault.ts'
import { describeErasure } from './certificate.ts'
import type { DataKeys } from './dataKeys.ts'

export type EraserOptions = {
  readonly db: Db
  readonly keys: DataKeys
  readonly chainId: number
  readonly escrow: Address
  /** Signs certificates. */
  readonly signer: { readonly address: Address; signMessage(message: string): Promise<Hex> }
}

/**
 * Erases in three steps, each of which can be repeated: the erasure is begun, so that nothing is stored any more; the
 * data key is destroyed, so that no copy of the rows opens; the rows are deleted and the certificate is kept.
 */
export function createEraser({ db, keys, chainId, escrow, signer }: EraserOptions) {
  const finish = async (row: ErasureRow): Promise<ErasureCertificate> => {
    const { orderId: order } = row
    await keys.destroy(order)
    const facts = { chainId, escrow, order, requestedBy: row.requestedBy, requestedAt: row.requestedAt }
    const erasedAt = new Date()
    const draft = arrangeErasure(
      describeErasure({ ...facts, erasedAt, rows: row.destroyed, signer: signer.address }),
    )
    const certificate = { ...draft, signature: await signer.signMessage(erasureText(draft)) }
    return db.transaction(async (tx) => {
      await lockDetails(tx, order)
      const raced = readCertificate(await findErasure(tx, order))
      if (raced) return raced
      await deleteDetails(tx, order)
      await finishErasure(tx, order, certificate)
      return certificate
    })
  }
  return {
    /** Erases an order's details, and answers the certificate; the first one's when it was done before. */
    async erase(request: { order: Hex; tenantId: string; requestedBy: string }): Promise<ErasureCertificate> {
      const row = await db.transaction(async (tx) => {
        await lockDetails(tx, request.order)
        return beginErasure(tx, { ...request, orderId: request.order })
      })
      return readCertificate(row) ?? finish(row)
    },

    /** Finishes what a crash interrupted. @returns How many erasures that were. */
    async resume(): Promise<number> {
      const begun = await listBegunErasures(db)
      for (const row of begun) await finish(row)
      return begun.length
    },
  }
}

/** The certificate as it was signed: the database keeps its keys in an order of its own. */
function readCertificate(row: ErasureRow | undefined): ErasureCertificate | undefined {
  const certificate = row?.certificate as ErasureCertificate | null | undefined
  return certificate ? { ...arrangeErasure(certificate), signature: certificate.signature } : undefined
}

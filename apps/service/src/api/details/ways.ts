import type { KeepWaysBody, WaysJson } from '@cinnabar/api-schema'
import { type Hex, hashWays } from '@cinnabar/protocol'
import type { Db } from '../../store/database.ts'
import { findWays, keepWays } from '../../store/ways.ts'
import { parseInstant } from '../actions/instants.ts'
import { ProblemError } from '../http/problemError.ts'
import { checkRequest, type RequestDesk } from './checkRequest.ts'

/** Of an address in hexadecimal; the id of a way is shorter. */
const ADDRESS_LENGTH = 42

/** A desk that keeps people's documents of ways. */
export type WaysDesk = RequestDesk & { readonly db: Db }

/** Keeps a document for the account that signs. Throws ProblemError WAYS_OUTDATED, WAYS_TAKEN. */
export async function keepDocument(desk: WaysDesk, body: KeepWaysBody, tenantId: string) {
  const { account, document, signature } = body
  const { revision, ways } = document
  const message = {
    account,
    document: hashWays(document),
    revision: BigInt(revision),
    until: parseInstant(body.until),
  }
  await checkRequest(desk, 'KeepWays', message, { signer: account, signature })
  // Not by a guardian's way: who finds the document by it would have both halves of the root.
  const ids = ways.filter(({ kind }) => kind !== 'guardian').map(({ id }) => id)
  const { status } = await keepWays(desk.db, { account, tenantId, document, ids: [...new Set(ids)] })
  if (status === 'outdated') throw new ProblemError({ code: 'WAYS_OUTDATED' })
  if (status === 'taken') throw new ProblemError({ code: 'WAYS_TAKEN' })
  return { document }
}

/** The document that is found by a way or an account. Throws ProblemError WAYS_NOT_FOUND. */
export async function readDocument({ db }: WaysDesk, locator: string): Promise<{ document: WaysJson }> {
  const hex = locator as Hex
  const document = await findWays(db, hex.length === ADDRESS_LENGTH ? { account: hex } : { id: hex })
  if (!document) throw new ProblemError({ code: 'WAYS_NOT_FOUND' })
  return { document }
}

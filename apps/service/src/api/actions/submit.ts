import type { ActionJson, ActionKind, ProblemCode } from '@cinnabar/api-schema'
import type { Address, Hex } from '@cinnabar/protocol'
import { type CreationLimits, countCreations } from '../../store/accountCreations.ts'
import { findAction, insertAction } from '../../store/actions.ts'
import type { Db } from '../../store/database.ts'
import { ProblemError } from '../http/problemError.ts'
import type { Simulate } from '../ledger/simulate.ts'
import { toActionJson } from './actionJson.ts'
import { fromRefusal } from './refusalProblem.ts'

/** A checked action: its digest and the exact call. */
export type SignedCall = {
  readonly id: Hex
  readonly kind: ActionKind
  readonly order?: Hex | undefined
  readonly account?: Address | undefined
  readonly to: Address
  readonly data: Hex
  /** Passkey accounts that it creates, for which nobody signs. */
  readonly creates?: number
  /** Fields of this action that an error of the ledger is about. */
  readonly fields?: Partial<Record<ProblemCode, string>>
}

/** Who asked, from where, and under which name. */
export type Origin = { readonly tenantId: string; readonly requestId: string; readonly client: string }

/** Takes signed actions in: tried on the ledger first, then one row, and nothing at all on refusal. */
export function createSubmission({
  db,
  simulate,
  creationLimits,
  wake = () => {},
}: {
  db: Db
  simulate: Simulate
  creationLimits: CreationLimits
  /** Tells the relayer of this process; the row tells all others. */
  wake?: (() => void) | undefined
}) {
  const insert = async (target: Db, call: SignedCall, origin: Origin): Promise<ActionJson> => {
    await limitCreations(target, call.creates, origin.client)
    const { action } = await insertAction(target, {
      id: call.id,
      tenantId: origin.tenantId,
      kind: call.kind,
      toAddress: call.to,
      calldata: call.data,
      requestId: origin.requestId,
      ...(call.order && { orderId: call.order }),
      ...(call.account && { account: call.account }),
    })
    return toActionJson(action)
  }
  const limitCreations = async (target: Db, count = 0, client: string): Promise<void> => {
    if (count === 0) return
    const decision = await countCreations(target, { client, count, limits: creationLimits })
    if (decision.status === 'counted') return
    const { by, retryAfterSeconds } = decision
    const whose = by === 'perClient' ? 'from one address' : 'in all'
    throw new ProblemError({
      code: 'RATE_LIMITED',
      detail: `at most ${creationLimits[by]} passkey accounts are created within an hour ${whose}`,
      retryAfterSeconds,
    })
  }
  return {
    /** The action that a digest stands for already, whatever became of it. */
    async findAccepted(id: Hex): Promise<ActionJson | undefined> {
      const row = await findAction(db, id)
      return row && toActionJson(row)
    },
    /** @throws ProblemError with the ledger's reason, or RATE_LIMITED. */
    async submit(call: SignedCall, origin: Origin): Promise<ActionJson> {
      const refusal = await simulate({ to: call.to, data: call.data })
      if (refusal) throw fromRefusal(refusal, call.fields)
      const action = await insert(db, call, origin)
      wake()
      return action
    },
    /** Stores an action that was tried already, in a transaction whose end is followed by `wake`. */
    insert,
    wake,
  }
}

export type Submission = ReturnType<typeof createSubmission>

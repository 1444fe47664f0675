import { type AccountConfiguration, type Address, isSameAddress } from '@cinnabar/protocol'
import { refuseField } from '../http/problemError.ts'
import type { Passkeys } from './passkeys.ts'

/**
 * A passkey account signs no payment to anybody but itself and its payees. The ledger only says that such a signature
 * is not valid, so this is looked up before, also before anything is signed.
 *
 * @param created - Accounts that the same request creates.
 * @throws ProblemError PAYEE_NOT_USABLE
 */
export async function checkPayee(
  passkeys: Passkeys,
  account: Address,
  recipient: Address | undefined,
  created: readonly { readonly account: Address; readonly configuration: AccountConfiguration }[],
): Promise<void> {
  if (!recipient || isSameAddress(recipient, account)) return
  const fresh = created.find((opened) => isSameAddress(opened.account, account))
  if (fresh) {
    if (fresh.configuration.payees.some((payee) => isSameAddress(payee, recipient))) return
  } else if (!(await passkeys.isAccount(account)) || (await passkeys.isPayee(account, recipient))) {
    return
  }
  const detail = `${account} is a passkey account, and ${recipient} is none of its payees`
  throw refuseField('recipient', 'PAYEE_NOT_USABLE', detail)
}

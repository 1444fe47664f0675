import type { Party } from '@cinnabar/protocol'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** The parts that an account can have in an order. */
export const PARTY_WORDS: Readonly<Record<Party, MessageDescriptor>> = {
  buyer: msg`Buyer`,
  payer: msg`Payer`,
  seller: msg`Seller`,
  platform: msg`Platform`,
  arbiter: msg`Arbiter`,
  backupArbiter: msg`Backup arbiter`,
  attestor: msg`Attestor`,
}

/** What each of them is there for. */
export const PARTY_TASKS: Readonly<Record<Party, MessageDescriptor>> = {
  buyer: msg`accepts, confirms, disputes`,
  payer: msg`pays in and gets back what returns`,
  seller: msg`delivers and is paid`,
  platform: msg`earns the fee, has no other power`,
  arbiter: msg`rules a dispute`,
  backupArbiter: msg`rules when the arbiter is silent`,
  attestor: msg`states facts, never an amount`,
}

import type { Sentence, ToSign } from '@cinnabar/api-schema'
import {
  type Address,
  describePanelMessage,
  type Hex,
  hashPanelMessage,
  isSameAddress,
  type Locale,
  State,
  toPanelTypedData,
  type UnixSeconds,
} from '@cinnabar/protocol'
import type { Client } from '../client.ts'
import { request } from '../request.ts'
import { getSigner } from '../signer.ts'
import { getDomain } from '../signing/domain.ts'
import { ServiceMismatchError } from '../signing/mismatch.ts'
import type { OrderActParameters } from '../signing/orderAction.ts'
import { readToken } from '../signing/payment.ts'
import { signTypedData } from '../signing/sign.ts'
import { checkUntil } from '../signing/until.ts'
import { formatInstant, parseInstant } from '../wire/instant.ts'
import { getOrder } from './getOrder.ts'

/** A member's vote for a ruling. It can be sent to others as it is: amounts are strings of digits. */
export type Vote = {
  readonly order: Hex
  readonly panel: Address
  readonly state: 'Escalated' | 'Backup'
  readonly sellerGross: string
  readonly signer: Address
  /** Last second at which the vote counts. */
  readonly until: UnixSeconds
  readonly signature: Hex
  /** What the member agreed to, in both languages. */
  readonly sentence: Sentence
}

/**
 * A member of the panel whose turn it is votes for what the seller earned, before the platform's fee. Nothing is sent:
 * hand the vote to whoever collects them, see `rulePanel`.
 *
 * @param parameters.panel - The panel; left out, the order's arbiter, or its backup arbiter in `Backup`.
 * @throws ServiceMismatchError, ApiError with PANEL_UNKNOWN, NOT_MEMBER or MEMBER_CONFLICTED.
 */
export async function signRuling(
  client: Client,
  parameters: Omit<OrderActParameters, 'wait' | 'state'> & {
    readonly sellerGross: bigint
    readonly state?: Vote['state'] | undefined
    readonly panel?: Address | undefined
  },
): Promise<Vote> {
  const { id, sellerGross, state: asked, signal } = parameters
  const signer = getSigner(client, parameters.signer)
  const [{ terms, state: present }, { chainId }] = await Promise.all([
    getOrder(client, { id, signal }),
    getDomain(client, signal),
  ])
  const state = asked ?? (present === 'Backup' ? 'Backup' : 'Escalated')
  const panel = state === 'Backup' ? terms.backupArbiter : terms.arbiter
  if (parameters.panel && !isSameAddress(parameters.panel, panel)) {
    throw new ServiceMismatchError({ field: 'panel', asked: parameters.panel, answered: panel })
  }
  const { until: askedUntil } = parameters
  const toSign = await request<ToSign>(client, {
    method: 'POST',
    path: `/orders/${id}/rule-panel`,
    body: {
      panel,
      state,
      sellerGross: sellerGross.toString(),
      signer: signer.address,
      ...(askedUntil !== undefined && { until: formatInstant(askedUntil) }),
    },
    signal,
  })
  const until = askedUntil ?? parseInstant(String(toSign.fields.until))
  await checkUntil(client, { asked: askedUntil, answered: until })
  const message = { order: id, state: State[state], sellerGross, until }
  const domain = { chainId, verifyingContract: panel }
  const digest = hashPanelMessage('Ruling', message, domain)
  if (digest !== toSign.digest) {
    throw new ServiceMismatchError({ field: 'digest', asked: digest, answered: toSign.digest })
  }
  const token = await readToken(client, terms.token, signal)
  const write = (locale: Locale) => describePanelMessage('Ruling', message, { locale, token })
  const sentence = { en: write('en'), 'zh-CN': write('zh-CN') }
  const typedData = toPanelTypedData('Ruling', message, domain)
  const signature = await signTypedData(client, signer, typedData, sentence[client.locale])
  return {
    order: id,
    panel,
    state,
    sellerGross: sellerGross.toString(),
    signer: signer.address,
    until,
    signature,
    sentence,
  }
}

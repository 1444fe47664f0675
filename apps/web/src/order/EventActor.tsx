import type { Order } from '@cinnabar/protocol'
import type { CinnabarEvent } from '@cinnabar/sdk'
import { Trans, useLingui } from '@lingui/react/macro'
import { PARTY_WORDS } from '../words/parties.ts'
import { eventActors } from './eventActors.ts'

type EventActorProps = { readonly event: CinnabarEvent; readonly terms: Order }

/** Who made an event, in words. */
export function EventActor({ event, terms }: EventActorProps) {
  const { i18n } = useLingui()
  const actors = eventActors(event, terms)
  if (actors === 'clock') {
    return (
      <span>
        <Trans>by the clock, since nobody acted</Trans>
      </span>
    )
  }
  const [first, second] = actors.map((party) => i18n._(PARTY_WORDS[party]))
  if (!first) return null
  return (
    <span>
      {second ? (
        <Trans>
          {first} or {second}
        </Trans>
      ) : (
        first
      )}
    </span>
  )
}

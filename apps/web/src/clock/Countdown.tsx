import { DAY, HOUR, type UnixSeconds } from '@cinnabar/protocol'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { formatDistance, formatInstant, formatSpan } from './timeText.ts'
import { useLedgerNow } from './useLedgerNow.ts'

type CountdownProps = {
  readonly to: UnixSeconds
  /** "in 2 days" instead of "2 days, 4 hours". */
  readonly brief?: boolean
}

/** What is left until a deadline by the ledger's clock; near its end and past it in the colour that asks for a hand. */
export function Countdown({ to, brief = false }: CountdownProps) {
  const { i18n } = useLingui()
  const now = useLedgerNow(brief ? 30 : 1)
  const left = to - now
  const urgent = left < DAY
  const title = formatInstant(to, i18n.locale, true)
  return (
    <time
      dateTime={new Date(to * 1000).toISOString()}
      title={title}
      style={urgent ? { color: 'var(--hand)', fontWeight: 600 } : undefined}
    >
      {left < 0 ? (
        <Trans>overdue</Trans>
      ) : brief ? (
        formatDistance(to, now, i18n.locale)
      ) : (
        <Trans>{formatSpan(left >= HOUR ? left - (left % 60) : left, i18n.locale)} left</Trans>
      )}
    </time>
  )
}

import type { UnixSeconds } from '@cinnabar/protocol'
import { useLingui } from '@lingui/react'
import { formatInstant } from './timeText.ts'

type InstantProps = { readonly at: UnixSeconds; readonly zone?: boolean }

/** An instant in the reader's own zone. */
export function Instant({ at, zone = false }: InstantProps) {
  const { i18n } = useLingui()
  return <time dateTime={new Date(at * 1000).toISOString()}>{formatInstant(at, i18n.locale, zone)}</time>
}

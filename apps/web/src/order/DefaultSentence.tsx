import type { Next } from '@cinnabar/protocol'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { ENDING_DEFAULTS } from '../words/endings.ts'
import { STATE_DEFAULTS, STATE_WORDS } from '../words/states.ts'

/** What the clock does at a deadline: "then the seller is paid". */
export function DefaultSentence({ next }: { readonly next: Exclude<Next, 'stays'> }) {
  const { i18n } = useLingui()
  const words = i18n._(
    'ends' in next ? ENDING_DEFAULTS[next.ends] : (STATE_DEFAULTS[next.to] ?? STATE_WORDS[next.to]),
  )
  return <Trans>then {words}</Trans>
}

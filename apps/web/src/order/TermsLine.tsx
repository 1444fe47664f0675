import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react'
import type { ReactNode } from 'react'

type TermsLineProps = { readonly word: MessageDescriptor | string; readonly children: ReactNode }

/** A field of the terms and its value. */
export function TermsLine({ word, children }: TermsLineProps) {
  const { i18n } = useLingui()
  return (
    <div>
      <dt>{typeof word === 'string' ? word : i18n._(word)}</dt>
      <dd className="figures">{children}</dd>
    </div>
  )
}

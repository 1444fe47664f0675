import { Trans } from '@lingui/react/macro'

/** Where the filters leave nothing. */
export function NothingFound() {
  return (
    <p className="sheet">
      <Trans>No order fits these filters.</Trans>
    </p>
  )
}

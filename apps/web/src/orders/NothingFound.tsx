import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'

/** Where the filters leave nothing. */
export function NothingFound({ onShowAll }: { readonly onShowAll: () => void }) {
  return (
    <section className="sheet">
      <p>
        <Trans>No order fits these filters.</Trans>
      </p>
      <Button variant="default" size="xs" mt="sm" onClick={onShowAll}>
        <Trans>Show all</Trans>
      </Button>
    </section>
  )
}

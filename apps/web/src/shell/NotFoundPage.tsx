import { Trans } from '@lingui/react/macro'
import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'

/** For addresses that lead nowhere. */
export function NotFoundPage() {
  return (
    <>
      <Title order={1} size="h2">
        <Trans>There is no such page</Trans>
      </Title>
      <p>
        <Trans>
          Check the address, or go to <Link to="/orders">the orders</Link>.
        </Trans>
      </p>
    </>
  )
}

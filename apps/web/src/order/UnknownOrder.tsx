import { Trans } from '@lingui/react/macro'
import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'

/** For an id that no funded order has. */
export function UnknownOrder({ id }: { readonly id: string }) {
  return (
    <section className="sheet">
      <Title order={1} size="h3">
        <Trans>There is no such order here</Trans>
      </Title>
      <p>
        <Trans>
          No funded order has the id <span className="mono">{id}</span> on this network. Compare it with its
          source, or look through <Link to="/orders">all orders</Link>.
        </Trans>
      </p>
    </section>
  )
}

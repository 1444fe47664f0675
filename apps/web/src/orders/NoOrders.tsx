import { Trans } from '@lingui/react/macro'
import { Code, Title } from '@mantine/core'
import { Seal } from '../shell/Seal.tsx'
import styles from './OrderList.module.css'

/** Where there is no order yet: what to do first. */
export function NoOrders() {
  return (
    <section className={`sheet ${styles.none}`}>
      <Seal size={40} />
      <Title order={2} size="h3">
        <Trans>No orders yet</Trans>
      </Title>
      <p>
        <Trans>Fill this list with a few trades to look at:</Trans>
      </p>
      <p>
        <Code>npm start -- --demo</Code>
      </p>
      <p>
        <Trans>
          Or create a quote through the API, with <Code>POST /v1/quotes</Code>; once its buyer funds it, the
          order appears here by itself. The <a href="/docs">API docs</a> show each step.
        </Trans>
      </p>
    </section>
  )
}

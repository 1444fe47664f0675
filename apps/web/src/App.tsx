import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useLiveOrders } from './live/useLiveOrders.ts'
import { queries } from './queries.ts'
import { readStyleNonce } from './styleNonce.ts'
import { router } from './router.tsx'
import { theme, tokens } from './theme.ts'

/** Everything that pages need around them. */
export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={tokens}
        defaultColorScheme="auto"
        getStyleNonce={readStyleNonce}
      >
        <QueryClientProvider client={queries}>
          <Live />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </I18nProvider>
  )
}

function Live() {
  useLiveOrders()
  return null
}

import type { Page } from 'playwright-core'

/** What a reader feels of a page. */
export type PageMeasures = {
  /** How much wider than the screen the content is, px. */
  readonly overflow: number
  /** Largest contentful paint since navigation, ms. */
  readonly lcpMs: number
  /** Sum of layout shifts. */
  readonly layoutShift: number
  /** JavaScript that was loaded, bytes as transferred. */
  readonly scriptBytes: number
}

type Seen = { lcpMs: number; layoutShift: number }

/** Gathers, from now on, all that a page complains about: console, policy, requests. The list grows as it happens. */
export async function watchPage(page: Page): Promise<string[]> {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} for ${response.url()}`)
  })
  await page.exposeFunction('reportViolation', (text: string) => void problems.push(`policy: ${text}`))
  await page.addInitScript(() => {
    const seen: Seen = { lcpMs: 0, layoutShift: 0 }
    Object.assign(globalThis, { seen })
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const { reportViolation } = globalThis as unknown as { reportViolation: (text: string) => void }
      reportViolation(`${violatedDirective} ${blockedURI}`)
    })
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) seen.lcpMs = Math.max(seen.lcpMs, startTime)
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.layoutShift += (entry as unknown as { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return problems
}

/** Measures the page as it stands. */
export async function measurePage(page: Page): Promise<PageMeasures> {
  return page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: Seen }
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const scripts = entries.filter(({ name }) => new URL(name).pathname.endsWith('.js'))
    return {
      ...seen,
      overflow: Math.max(0, document.documentElement.scrollWidth - innerWidth),
      scriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    }
  })
}

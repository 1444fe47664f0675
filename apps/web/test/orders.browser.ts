import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import chromiumForServers from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { measurePage, type PageMeasures, watchPage } from './watchPage.ts'

type CheckOptions = {
  /** Where the service serves the pages. */
  readonly baseUrl: string
  /** A funded order. */
  readonly orderId: string
  readonly screenshotDirectory: string
  /** Another Chromium than the one from npm. */
  readonly executablePath?: string | undefined
}

/** What was seen of one page in one language and size. */
export type CheckedPage = PageMeasures & { readonly name: string; readonly screenshot: string }

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const

/** What a reader finds on the two pages, by language. */
const WORDS = {
  en: {
    orders: 'Orders',
    state: 'State',
    money: /^Who g[eo]t[s ]/,
    events: /^What happened/,
    terms: 'Terms both sides signed',
    copied: 'Copied',
    other: '中文',
  },
  'zh-CN': {
    orders: '订单',
    state: '状态',
    money: /款项归属/,
    events: /^订单经过/,
    terms: '双方签署的条款',
    copied: '已复制',
    other: 'English',
  },
} as const

/**
 * Opens the list and one order in a real browser, in both languages, on a phone and on a desktop.
 *
 * @returns What was seen, with the paths of the screenshots.
 * @throws Error that names the page and what is wrong: a text that is missing, content wider than the screen, an
 * error on the console, a breach of the content security policy, a request that failed.
 */
export async function checkOrderPages(options: CheckOptions): Promise<CheckedPage[]> {
  await mkdir(options.screenshotDirectory, { recursive: true })
  const browser = await launch(options.executablePath)
  const checked: CheckedPage[] = []
  try {
    for (const viewport of SIZES) {
      for (const locale of ['en', 'zh-CN'] as const) {
        const context = await browser.newContext({ viewport, locale, permissions: ['clipboard-write'] })
        checked.push(await checkList(context, locale, options))
        checked.push(await checkOrder(context, locale, options))
        await context.close()
      }
    }
    await checkLanguageSwitch(browser, options)
  } finally {
    await browser.close()
  }
  return checked
}

async function launch(executablePath: string | undefined): Promise<Browser> {
  if (executablePath) return chromium.launch({ executablePath, args: ['--no-sandbox'] })
  return chromium.launch({
    executablePath: await chromiumForServers.executablePath(),
    args: ['--no-sandbox'],
  })
}

async function checkList(context: BrowserContext, locale: keyof typeof WORDS, options: CheckOptions) {
  const words = WORDS[locale]
  return openAndCheck(context, `orders-${locale}`, `${options.baseUrl}/orders`, options, async (page) => {
    await page.getByRole('heading', { level: 1, name: words.orders, exact: true }).waitFor()
    await page.getByLabel(words.state, { exact: true }).waitFor()
    await page.locator(`main a[href="/orders/${options.orderId}"]`).waitFor()
  })
}

async function checkOrder(context: BrowserContext, locale: keyof typeof WORDS, options: CheckOptions) {
  const words = WORDS[locale]
  const url = `${options.baseUrl}/orders/${options.orderId}`
  return openAndCheck(context, `order-${locale}`, url, options, async (page) => {
    for (const name of [words.money, words.events, words.terms]) {
      await page.getByRole('heading', { level: 2, name }).waitFor()
    }
    await page.locator('main ol li').first().waitFor()
    await page.getByRole('main').getByRole('button').first().click()
    await page.getByText(words.copied, { exact: true }).waitFor()
  })
}

async function openAndCheck(
  context: BrowserContext,
  pageName: string,
  url: string,
  { screenshotDirectory }: CheckOptions,
  look: (page: Page) => Promise<void>,
): Promise<CheckedPage> {
  const page = await context.newPage()
  const name = `${pageName}-${page.viewportSize()?.width}`
  const problems = await watchPage(page)
  const screenshot = join(screenshotDirectory, `${name}.png`)
  await page.goto(url)
  try {
    await look(page)
  } catch (cause) {
    await page.screenshot({ path: screenshot, fullPage: true })
    throw new Error(`${name}: ${[String(cause), ...problems].join('\n')}`, { cause })
  }
  const measures = await measurePage(page)
  await page.screenshot({ path: screenshot, fullPage: true })
  if (measures.overflow > 0) problems.push(`the page is ${measures.overflow} px wider than the screen`)
  if (problems.length > 0) throw new Error(`${name}: ${problems.join('\n')}`)
  await page.close()
  return { name, screenshot, ...measures }
}

/** The language that a reader chose stays, by keyboard alone. */
async function checkLanguageSwitch(browser: Browser, { baseUrl }: CheckOptions): Promise<void> {
  const context = await browser.newContext({ locale: 'en', viewport: SIZES[0] })
  const page = await context.newPage()
  await page.goto(`${baseUrl}/orders`)
  await page.getByRole('button', { name: WORDS.en.other }).press('Enter')
  await page.getByRole('heading', { level: 1, name: WORDS['zh-CN'].orders, exact: true }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: WORDS['zh-CN'].orders, exact: true }).waitFor()
  const language = await page.locator('html').getAttribute('lang')
  if (language !== 'zh-CN') throw new Error(`language switch: the page says it is in ${language}`)
  await context.close()
}

// The demo shop's page in the tests' Chromium: opened in a language and at a size, filled, moved on in time.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { launchChromium, NO_CHROMIUM } from './chromium.ts'

export type Shopping = {
  /** A page in a browser of its own; `at` is what follows the shop's address. */
  readonly open: (at?: string, options?: BrowserContextOptions) => Promise<Page>
  /** Another tab of the same browser. */
  readonly tab: (page: Page, at?: string) => Promise<Page>
  readonly server: () => TestServer
}

const HARMLESS = /WebSocket|ERR_CONNECTION|ERR_FAILED|status of (400|429|503)/

/** Tests of the demo shop's page: one server and one browser for all of them, and no error on any page. */
export const inShop = (
  name: string,
  tests: (shopping: Shopping) => void,
  start: () => Promise<TestServer> = startServer,
): void => {
  describe.skipIf(NO_CHROMIUM)(NO_CHROMIUM ? `${name} (skipped: ${NO_CHROMIUM})` : name, () => {
    let server: TestServer
    let browser: Browser
    beforeAll(async () => {
      server = await start()
      browser = await launchChromium()
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })
    const { close, ...pages } = openPages(
      () => server,
      () => browser,
    )
    afterEach(async () => expect(await close()).toEqual([]))
    tests({ ...pages, server: () => server })
  })
}

type Pages = Pick<Shopping, 'open' | 'tab'> & {
  /** Closes all of them; what went wrong in them meanwhile. */
  readonly close: () => Promise<readonly string[]>
}

const openPages = (server: () => TestServer, browser: () => Browser): Pages => {
  const contexts: BrowserContext[] = []
  const faults: string[] = []
  const watch = (page: Page): void => {
    page.setDefaultTimeout(10_000)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (said) => {
      if (said.type() === 'error' && !HARMLESS.test(said.text())) faults.push(said.text())
    })
  }
  const go = async (page: Page, at: string): Promise<Page> => {
    watch(page)
    await page.goto(server().url() + at)
    return page
  }
  return {
    open: async (at = '/?lang=en', options = {}) => {
      const context = await browser().newContext({
        ...{ viewport: { width: 1200, height: 850 }, locale: 'en-GB', reducedMotion: 'reduce' },
        ...options,
      })
      contexts.push(context)
      return go(await context.newPage(), at)
    },
    tab: async (page, at = '/') => go(await page.context().newPage(), at),
    close: async () => {
      for (const context of contexts.splice(0)) await context.close()
      return faults.splice(0)
    },
  }
}

/** The chat has come up: hints go out, codes can be given. */
export const chatIsThere = (page: Page): Promise<void> => page.locator('winback-chat .bubble').waitFor()

export const put = async (page: Page, ...goods: readonly string[]): Promise<void> => {
  for (const item of goods) {
    const heard = page.waitForResponse((response) => response.url().endsWith('/v1/track'))
    await page.locator(`#add-${item}`).click()
    await heard
  }
}

export const later = async (page: Page, by = '45m'): Promise<void> => {
  const moved = page.waitForResponse((response) => response.url().endsWith('/demo/clock'))
  await page.locator(`[data-forward="${by}"]`).click()
  await moved
}

export const fillIn = async (page: Page, email = 'olha@example.com'): Promise<void> => {
  await page.locator('input[name=name]').fill('Olha')
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=city]').fill('Lviv')
  await page.locator('input[name=address]').fill('Branch 12')
}

/** From the shelves to the checkout, by the links a shopper takes. */
export const toCheckout = async (page: Page): Promise<void> => {
  await page.locator('a.cart').click()
  await page.locator('a.checkout').click()
  await page.locator('#checkout').waitFor()
}

/** The number of the order that was placed. */
export const order = async (page: Page): Promise<string> => {
  await page.locator('button.order').click()
  return (await page.locator('main .number b').textContent()) ?? ''
}

export const title = (page: Page) => page.locator('main h1')

export const sees = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor()

export const total = async (page: Page): Promise<string> =>
  (await page.locator('.sums dd.total').textContent())?.replace(/\s/g, ' ') ?? ''

export const isNarrow = async (page: Page, width: number): Promise<void> =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)

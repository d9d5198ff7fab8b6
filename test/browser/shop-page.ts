// A shop of another origin than Winback's, as strict as shops get: pages with the widget's line, and what tests do there.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { launchChromium, NO_CHROMIUM } from './chromium.ts'

export type ShopWorld = {
  readonly server: TestServer
  readonly browser: Browser
  /** A page of the shop in a browser of its own. `html`: what stands in it beside the script. */
  readonly open: (about?: PageAbout) => Promise<Page>
  /** A new page in the browser of another. */
  readonly beside: (page: Page, about?: PageAbout) => Promise<Page>
  /** The same pages at an origin that is not on Winback's list. */
  readonly foreign: string
  /** Errors of pages since the last call, but those of a network that was taken away. */
  readonly faults: () => readonly string[]
  readonly closePages: () => Promise<void>
  readonly stop: () => Promise<void>
}

export type PageAbout = {
  readonly html?: string
  /** Where the script stands, and how. */
  readonly script?: (line: string) => string
  readonly attributes?: string
  readonly lang?: string
  readonly path?: string
  readonly origin?: string
  readonly browser?: BrowserContextOptions
  readonly before?: (context: BrowserContext) => Promise<unknown>
}

/** The one picture that this shop has. */
export const PICTURE = '/pictures/mug.svg'

const FAULT = /WebSocket|ERR_CONNECTION|ERR_INTERNET|ERR_FAILED|Failed to load resource/

export const openShopWorld = async (more: Readonly<Record<string, string>> = {}): Promise<ShopWorld> => {
  const pages = new Map<string, string>()
  let policy = ''
  const serve = createServer((request, response) => {
    if (request.url === PICTURE) {
      response.writeHead(200, { 'content-type': 'image/svg+xml' })
      return void response.end('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    }
    const html = pages.get(new URL(request.url ?? '/', 'http://localhost').searchParams.get('page') ?? '')
    response.writeHead(html === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    })
    response.end(html ?? '')
  })
  await new Promise<void>((resolve) => serve.listen(0, '127.0.0.1', resolve))
  const { port } = serve.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const server = await startServer({ WINBACK_ORIGINS: origin, ...more })
  const winback = server.url()
  // As docs/WIDGET.md tells a shop to write it, with no 'unsafe-inline' anywhere.
  policy = [
    "default-src 'none'",
    `script-src ${winback}`,
    `connect-src ${winback} ${winback.replace('http', 'ws')}`,
    `img-src 'self' ${winback}`,
    "require-trusted-types-for 'script'; trusted-types winback",
  ].join('; ')
  const browser = await launchChromium()
  const contexts = new Set<BrowserContext>()
  const faults: string[] = []
  let count = 0

  const go = async (context: BrowserContext, about: PageAbout): Promise<Page> => {
    const { html = '', lang = 'en', path = '/', attributes = '', script = (line) => line } = about
    count += 1
    const line = `<script async src="${winback}/widget.js" data-key="${server.pageKey}" ${attributes}></script>`
    pages.set(
      String(count),
      `<!doctype html><html lang="${lang}"><head><title>Shop</title><meta name="viewport" content="width=device-width">${script(line)}</head><body><h1>Shop</h1>${html}</body></html>`,
    )
    const page = await context.newPage()
    page.setDefaultTimeout(8_000)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (said) => {
      if (said.type() === 'error' && !FAULT.test(said.text())) faults.push(said.text())
    })
    const joint = path.includes('?') ? '&' : '?'
    await page.goto(`${about.origin ?? origin}${path}${joint}page=${count}`)
    return page
  }

  return {
    server,
    browser,
    foreign: `http://localhost:${port}`,
    open: async (about = {}) => {
      const context = await browser.newContext({
        ...{ locale: 'en-GB', viewport: { width: 1100, height: 800 } },
        ...about.browser,
      })
      contexts.add(context)
      await about.before?.(context)
      return go(context, about)
    },
    beside: (page, about = {}) => go(page.context(), about),
    faults: () => faults.splice(0),
    closePages: async () => {
      for (const context of contexts) await context.close()
      contexts.clear()
    },
    stop: async () => {
      await browser.close()
      await server.stop()
      serve.closeAllConnections()
      serve.close()
    },
  }
}

/** Tests of the widget on pages of one shop, in one browser, with no error on any page. */
export const onPages = (name: string, tests: (world: () => ShopWorld) => void): void => {
  describe.skipIf(NO_CHROMIUM)(NO_CHROMIUM ? `${name} (skipped: ${NO_CHROMIUM})` : name, () => {
    let world: ShopWorld
    beforeAll(async () => {
      world = await openShopWorld()
    })
    afterAll(() => world?.stop())
    afterEach(async () => {
      await world.closePages()
      expect(world.faults()).toEqual([])
    })
    tests(() => world)
  })
}

/** Calls window.winback as a page does, and waits for its answer. */
export const winback = (page: Page, name: string, ...given: readonly unknown[]): Promise<unknown> =>
  page.evaluate(
    async ([name, given]) => {
      const calls = (window as unknown as { winback: Record<string, (...given: unknown[]) => unknown> })
        .winback
      return (await calls[name as string]?.(...(given as unknown[]))) ?? null
    },
    [name, given] as const,
  )

export const isReady = (page: Page): Promise<unknown> =>
  page.locator('winback-chat .bubble:visible, winback-chat .panel:visible').first().waitFor()

export const add = async (page: Page, item: string, price: number, more: object = {}): Promise<void> => {
  await isReady(page)
  const properties = { product_id: item, name: item, price, quantity: 1, currency: 'UAH', ...more }
  await winback(page, 'track', 'Product Added', properties)
}

/** Hints as they leave the page, in order. */
export const hintsOf = (page: Page): readonly Record<string, unknown>[] => {
  const hints: Record<string, unknown>[] = []
  page.on('request', (request) => {
    if (/\/v1\/(track|identify)$/.test(request.url()) && request.method() === 'POST')
      hints.push(request.postDataJSON() as Record<string, unknown>)
  })
  return hints
}

export const say = async (page: Page, text: string): Promise<void> => {
  await page.locator('winback-chat textarea').fill(text)
  await page.locator('winback-chat textarea').press('Enter')
}

/** What stands in the chat, words on their way left out. */
export const linesOf = (page: Page): Promise<readonly string[]> =>
  page.locator('winback-chat .line:not(.pending)').allTextContents()

// Microsoft's Web Chat, as it is published, in a real browser, on the page that docs/DIRECT-LINE.md shows: a shopper types,
// presses a suggested action, and gets a code. Nothing comes from the internet.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, clientOf } from '../http/client.ts'
import { startServer, type TestServer } from '../server.ts'
import { launchChromium, NO_CHROMIUM } from './chromium.ts'

const BUNDLE = resolve(
  import.meta.dirname,
  '../peers/webchat/node_modules/botframework-webchat/dist/webchat.js',
)
const INSTALL = 'npm ci --prefix test/peers/webchat --ignore-scripts'
const SKIPPED =
  NO_CHROMIUM ??
  (existsSync(BUNDLE) || process.env.WINBACK_TEST_STRICT === '1' ? null : `no Web Chat here: ${INSTALL}`)
const PICTURE = resolve(import.meta.dirname, '../../docs/images/chat.png')
const SECRET = 'dls_test_0123456789abcdef'
const ROOT = '/v3/directline'

/** As a shop writes it into its page. */
const snippet = /```html\n([\s\S]*?)```/.exec(
  readFileSync(resolve(import.meta.dirname, '../../docs/DIRECT-LINE.md'), 'utf8'),
)![1]!

const filesOf = ({ folder }: TestServer): readonly string[] => {
  const files = resolve(folder, 'data/direct-line')
  return existsSync(files) ? readdirSync(files) : []
}

describe.skipIf(SKIPPED)(SKIPPED ? `Web Chat (skipped: ${SKIPPED})` : 'Web Chat', () => {
  let browser: Browser
  let server: TestServer
  let shop: Server
  let origin = ''
  /** Whom the shop's server names next. */
  let known: { readonly anonymousId?: string } = {}
  let asked: object | null = null

  beforeAll(async () => {
    const bundle = readFileSync(BUNDLE)
    shop = createServer(async (request, response) => {
      if (request.url === '/webchat.js') {
        response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' })
        return void response.end(bundle)
      }
      if (request.url === '/chat-token') {
        asked = { user: { id: 'dl_0123', name: 'Olha' }, winback: known }
        const headers = { authorization: `Bearer ${SECRET}` }
        const { body } = await call(`${server.url()}${ROOT}/tokens/generate`, asked, headers)
        response.writeHead(200, { 'content-type': 'application/json' })
        return void response.end(JSON.stringify({ ...body, domain: `${server.url()}${ROOT}` }))
      }
      const isPage = request.url === '/'
      response.writeHead(isPage ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
      response.end(
        isPage ? `<!doctype html><html lang="en-US"><title>Shop</title><body>${snippet}</body></html>` : '',
      )
    })
    await new Promise<void>((listening) => shop.listen(0, '127.0.0.1', listening))
    origin = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`
    server = await startServer({ DIRECTLINE_SECRET: SECRET, WINBACK_ORIGINS: origin })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    shop?.close()
  })

  const open = async (): Promise<{ readonly page: Page; readonly elsewhere: readonly string[] }> => {
    const context = await browser.newContext({ viewport: { width: 420, height: 640 } })
    const elsewhere: string[] = []
    await context.route('**', (route) => {
      const { protocol, hostname } = new URL(route.request().url())
      if (!protocol.startsWith('http') || /^(127\.0\.0\.1|localhost)$/.test(hostname)) return route.continue()
      elsewhere.push(route.request().url())
      return route.abort()
    })
    const page = await context.newPage()
    await page.goto(origin)
    return { page, elsewhere }
  }
  const own = (page: Page) => page.locator('.webchat__bubble--from-user')
  const bots = (page: Page) => page.locator('.webchat__bubble:not(.webchat__bubble--from-user)')
  /** Where SHOTS names a folder, for whoever wants to look. */
  const shot = async (page: Page, name: string): Promise<void> => {
    const folder = process.env.SHOTS
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
  }

  it('a shopper types, is understood, presses what is suggested, and sees the code', async () => {
    const client = clientOf(server)
    const { visitor } = await client.visitor()
    await client.page('/v1/identify', {
      ...{ messageId: visitor, anonymousId: visitor, traits: {}, context: { locale: 'en-US' } },
    })
    for (const [item, price] of [
      ['backpack', 2690],
      ['lamp', 800],
    ] as const)
      await client.add(visitor, item, price)
    await client.forward('45m')
    known = { anonymousId: visitor }
    const { page, elsewhere } = await open()
    await page.locator('.webchat__suggested-actions button', { hasText: 'It costs too much' }).waitFor()
    await page.locator('.ac-image').first().waitFor()
    await shot(page, 'asked')
    await page.locator('.webchat__suggested-actions button', { hasText: 'It costs too much' }).click()
    await page.locator('.ac-adaptiveCard', { hasText: /^ZT-/ }).waitFor()
    await page.getByText('Valid until').first().waitFor()
    await shot(page, 'code')

    const input = page.locator('[data-id="webchat-sendbox-input"]')
    await input.fill('thank you!')
    await input.press('Enter')
    await own(page).filter({ hasText: 'thank you!' }).waitFor()
    await bots(page).filter({ hasText: 'Thank you, too!' }).waitFor()
    // It came back: nothing is still being sent, nothing failed.
    await expect.poll(() => page.getByText(/^Sending|Send failed|Retry/).count()).toBe(0)
    await shot(page, 'thanks')

    const picture = { name: 'scratch.png', mimeType: 'image/png', buffer: readFileSync(PICTURE) }
    await page.locator('input[type=file]').setInputFiles(picture)
    // It is taken in a moment after it was chosen.
    await expect
      .poll(async () => {
        await input.press('Enter')
        return filesOf(server).length
      })
      .toBe(1)
    await expect.poll(() => page.getByText(/^Sending|Send failed|Retry/).count()).toBe(0)
    await shot(page, 'picture')
    expect(elsewhere).toEqual([])
    await page.context().close()
  })

  it('somebody whom nobody knows is greeted once, and answered in the language of the talk', async () => {
    known = {}
    const { page, elsewhere } = await open()
    await page.getByText('Hello!').first().waitFor()
    const input = page.locator('[data-id="webchat-sendbox-input"]')
    await input.fill('дорого, есть скидка?')
    await input.press('Enter')
    await expect
      .poll(() =>
        bots(page)
          .allTextContents()
          .then((all) => all.join(' ')),
      )
      .toMatch(/скидк/i)
    expect(await bots(page).filter({ hasText: 'Hello! I can help' }).count()).toBe(1)
    await shot(page, 'russian')
    expect(elsewhere).toEqual([])
    await page.context().close()
  })
})

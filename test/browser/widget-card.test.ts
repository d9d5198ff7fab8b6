// What the chat shows beside words: the card of a code, the goods that were left; and that everybody can use it.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { clientOf } from '../http/client.ts'
import { NO_CHROMIUM } from './chromium.ts'
import { add, openShopWorld, type PageAbout, PICTURE, type ShopWorld, say, winback } from './shop-page.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

describe.skipIf(NO_CHROMIUM)(`what the chat shows${NO_CHROMIUM ? ` (skipped: ${NO_CHROMIUM})` : ''}`, () => {
  let world: ShopWorld
  beforeAll(async () => {
    world = await openShopWorld()
    const store = await openSqliteStore(join(world.server.folder, 'data', 'winback.db'))
    await store.catalogue.put([
      { item: 'teapot', title: 'Clay teapot', picture: PICTURE, url: '/teapot?page=1' },
      { item: 'kettle', picture: 'javascript:alert(1)', url: 'javascript:alert(1)' },
      { item: 'shoes', picture: 'https://pictures.invalid/shoes.png' },
    ])
    await store.close()
  })
  afterAll(() => world?.stop())
  afterEach(async () => {
    await world.closePages()
    world.faults()
  })

  const later = (by: string) => clientOf(world.server).forward(by)
  const asked = async (about: PageAbout = {}, price = 1500): Promise<Page> => {
    const page = await world.open(about)
    await add(page, 'teapot', price, { name: 'Clay teapot' })
    await later('45m')
    await page.locator('winback-chat .peek').waitFor()
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .choices button').first().waitFor()
    return page
  }
  const withCode = async (about: PageAbout = {}): Promise<Page> => {
    const page = await asked(about)
    await page.locator('winback-chat .choices button').first().click()
    await page.locator('winback-chat .code b').waitFor()
    return page
  }
  const codeOf = async (page: Page): Promise<string> =>
    (await page.locator('winback-chat .code b').textContent()) ?? ''

  it('a code is large, copied by one press that says so, with its terms in words', async () => {
    const page = await withCode({
      browser: { permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 1100, height: 800 } },
    })
    const card = page.getByRole('group', { name: 'Your personal code' })
    expect(await card.textContent()).toContain('15% off')
    const size = await card.locator('b').evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize))
    expect(size).toBeGreaterThanOrEqual(24)
    await card.getByRole('button', { name: 'Copy' }).click()
    await card.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.locator('winback-chat [role=status]', { hasText: 'Copied' }).count()).toBe(1)
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await codeOf(page))
    // The page did not ask to be told of codes, so there is nothing that would apply one.
    expect(await card.getByRole('button').count()).toBe(1)
  })

  it('is copied also on a page without https, where a browser has no clipboard and gives no ids', async () => {
    const page = await withCode({
      browser: { permissions: ['clipboard-read'] },
      before: (context) =>
        context.addInitScript(() => {
          Reflect.deleteProperty(Crypto.prototype, 'randomUUID')
          const { clipboard } = navigator
          Object.assign(window, { read: () => clipboard.readText() })
          Object.defineProperty(navigator, 'clipboard', { value: undefined })
        }),
    })
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const pasted = await page.evaluate(() => (window as unknown as { read: () => Promise<string> }).read())
    expect(pasted).toBe(await codeOf(page))
  })

  it('counts down to the true end by the shop’s clock, and then says that it is over', async () => {
    const page = await withCode()
    const left = page.locator('winback-chat .left')
    expect(await left.textContent()).toMatch(/^(2 d|1 d 23 h)$/)
    await later('1d')
    // An open chat is told of it; nobody waits for the next message, or reloads.
    await expect.poll(() => left.textContent()).toMatch(/^23:5\d:\d\d$|^24:00:00$|^1 d$/)
    await page.reload()
    await expect.poll(() => left.textContent()).toMatch(/^23:5\d:\d\d$|^24:00:00$|^1 d$/)
    const shown = await left.textContent()
    await expect.poll(() => left.textContent()).not.toBe(shown)
    await later('1d')
    await page.locator('winback-chat .code', { hasText: 'Expired' }).waitFor()
    expect(await page.locator('winback-chat .code button').count()).toBe(0)
    await page.reload()
    await page.locator('winback-chat .code', { hasText: 'Expired' }).waitFor()
  })

  it('says of a code that it was used, at once and after a reload, and takes that back with the order', async () => {
    const page = await withCode()
    const client = clientOf(world.server)
    const used = await client.redeem('use-1', {
      code: await codeOf(page),
      order: { id: 'o-1', total: '1500.00' },
      shopper: { anonymousId: await winback(page, 'visitor') },
    })
    expect(used.status).toBe(201)
    await page.locator('winback-chat .code', { hasText: 'Used' }).waitFor()
    await page.reload()
    await page.locator('winback-chat .code', { hasText: 'Used' }).waitFor()
    const back = await client.shop(
      `/v1/redemptions/${used.body.id}/rollback`,
      {},
      { 'idempotency-key': 'b-1' },
    )
    expect(back.status).toBe(200)
    await page.locator('winback-chat .code').getByRole('button', { name: 'Copy' }).waitFor()
  })

  it('hands the code to the page that asked for it, and says what came of it', async () => {
    const page = await asked()
    await page.evaluate(() => {
      const told: unknown[] = []
      const { winback } = window as unknown as { winback: { on: (name: string, fn: unknown) => void } }
      winback.on('code', ({ code }: { code: string }) => told.push(['code', code]))
      winback.on('apply', ({ code }: { code: string }) => {
        told.push(['apply', code])
        return told.length > 2
      })
      Object.assign(window, { told })
    })
    await page.locator('winback-chat .choices button').first().click()
    const apply = page.getByRole('button', { name: 'Apply for me' })
    await apply.click()
    await page.locator('winback-chat .outcome', { hasText: 'did not work' }).waitFor()
    await apply.click()
    // What it was applied to lies under the panel: the chat steps aside, also where the screen is wide.
    await page.locator('winback-chat .panel').waitFor({ state: 'hidden' })
    const code = await codeOf(page)
    const told = await page.evaluate(() => (window as unknown as { told: unknown }).told)
    expect(told).toEqual([
      ['code', code],
      ['apply', code],
      ['apply', code],
    ])
  })

  it('shows what was left in the cart, with pictures where there are safe ones, and tiles elsewhere', async () => {
    const page = await world.open()
    await add(page, 'teapot', 390, { name: 'Clay teapot', quantity: 2 })
    await add(page, 'kettle', 1490, { name: 'Tin kettle' })
    await add(page, 'shoes', 900, { name: 'Shoes' })
    for (const item of ['a', 'b', 'c', 'd']) await add(page, item, 100, { name: `Thing ${item}` })
    await later('45m')
    await page.locator('winback-chat .bubble').click()
    const goods = page.getByRole('group', { name: 'In your cart' })
    const rows = goods.getByRole('listitem')
    expect(await rows.count()).toBe(6)
    expect(await goods.textContent()).toContain('and more: 1')
    expect(await rows.nth(0).textContent()).toContain('× 2')
    expect(await rows.nth(0).textContent()).toContain('₴780')
    expect(await rows.nth(0).locator('img').getAttribute('src')).toContain(PICTURE)
    expect(await rows.nth(0).getByRole('link', { name: 'Clay teapot' }).getAttribute('href')).toContain(
      '/teapot',
    )
    expect(await rows.nth(1).locator('img, a').count()).toBe(0)
    expect(await rows.nth(1).locator('.tile').textContent()).toBe('T')
    await rows.nth(2).locator('.tile').waitFor()
  })

  const shapes: readonly (readonly [string, BrowserContextOptions])[] = [
    ['light', { colorScheme: 'light', viewport: { width: 1100, height: 800 } }],
    ['dark', { colorScheme: 'dark', viewport: { width: 1100, height: 800 } }],
    ['light on 320 pixels', { colorScheme: 'light', viewport: { width: 320, height: 640 } }],
    ['dark on 320 pixels', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }],
  ]
  it.each(shapes)('a checker for accessibility finds nothing serious: %s', async (_, browser) => {
    // What still fades in has no contrast of its own yet.
    const page = await asked({ browser: { ...browser, bypassCSP: true, reducedMotion: 'reduce' } })
    await winback(page, 'on', 'apply')
    const faults = async (): Promise<unknown[]> => {
      await page.addScriptTag({ path: AXE })
      return page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: {
            run: (
              on: unknown,
            ) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>
          }
        }
        const { violations } = await axe.run({ include: [['winback-chat']] })
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))])
      })
    }
    expect(await faults()).toEqual([])
    await page.locator('winback-chat .choices button').first().click()
    await page.locator('winback-chat .code b').waitFor()
    await say(page, 'thanks')
    await page.locator('winback-chat .line.shopper', { hasText: 'thanks' }).waitFor()
    expect(await faults()).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    await page.keyboard.press('Escape')
    await page.locator('winback-chat .bubble').waitFor()
    expect(await faults()).toEqual([])
  })

  it('is used by keyboard alone: opened, answered, copied, closed, with the focus back where it was', async () => {
    const page = await asked({ html: '<button id="help">Help</button>' })
    await page.locator('winback-chat .x').click()
    await page.evaluate(() => {
      const { winback } = window as unknown as { winback: { open: () => void } }
      document.getElementById('help')?.addEventListener('click', () => winback.open())
    })
    await page.locator('#help').focus()
    await page.keyboard.press('Enter')
    const focused = () =>
      page.evaluate(() => {
        const there =
          document.querySelector('winback-chat')?.shadowRoot?.activeElement ?? document.activeElement
        return there?.textContent || there?.tagName || ''
      })
    expect(await focused()).toBe('TEXTAREA')
    for (let n = 0; n < 8 && !(await focused()).startsWith('It costs'); n += 1)
      await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('It costs too much')
    await page.keyboard.press('Enter')
    await page.locator('winback-chat .code b').waitFor()
    await page.keyboard.press('Escape')
    expect(await focused()).toBe('Help')
    expect(await page.locator('winback-chat .panel').isVisible()).toBe(false)
  })

  it('is a log that reads new lines out, and does not read again what was there', async () => {
    const page = await asked({
      before: (context) =>
        context.addInitScript(() => {
          const read: string[] = []
          Object.assign(window, { read })
          const attach = Element.prototype.attachShadow
          Element.prototype.attachShadow = function (this: Element, how: ShadowRootInit) {
            const root = attach.call(this, how)
            const look = (all: readonly MutationRecord[]) => {
              const added = all.flatMap((one) => [...one.addedNodes])
              if (!added.some((node) => node instanceof Element && node.matches('.line'))) return
              read.push(root.querySelector('[role=log]')?.getAttribute('aria-live') ?? 'none')
            }
            new MutationObserver(look).observe(root, { childList: true, subtree: true })
            return root
          }
        }),
    })
    const read = () => page.evaluate(() => (window as unknown as { read: string[] }).read.splice(0))
    const log = page.getByRole('log')
    await expect.poll(() => log.getAttribute('aria-live')).toBe('polite')
    await page.reload()
    await page.locator('winback-chat .line.bot').first().waitFor()
    await expect.poll(() => log.getAttribute('aria-live')).toBe('polite')
    expect(new Set(await read())).toEqual(new Set(['off']))
    await page.locator('winback-chat .choices button').last().click()
    await expect.poll(() => page.locator('winback-chat .line.bot').count()).toBeGreaterThan(1)
    expect(new Set(await read())).toEqual(new Set(['polite']))
  })

  it('a language that the page speaks is that of the card: ru and uk', async () => {
    for (const [lang, name, copied] of [
      ['ru', 'Ваш личный код', 'Скопировано'],
      ['uk', 'Ваш особистий код', 'Скопійовано'],
    ] as const) {
      const page = await withCode({ lang })
      const card = page.getByRole('group', { name })
      await card.getByRole('button').last().click()
      await card.getByRole('button', { name: copied }).waitFor()
    }
  })
})

// The whole story in a real browser: from a cart that was left to an order with a code; a large cart and an agent.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { launchChromium, NO_CHROMIUM } from './chromium.ts'

describe.skipIf(NO_CHROMIUM)(`in a browser${NO_CHROMIUM ? ` (skipped: ${NO_CHROMIUM})` : ''}`, () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  const faults: string[] = []
  beforeAll(async () => {
    server = await startServer()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    expect(faults.splice(0)).toEqual([])
  })

  const open = async (path: string, size = { width: 1200, height: 850 }): Promise<Page> => {
    const context = await browser.newContext({ viewport: size, locale: 'en-GB' })
    contexts.push(context)
    await context.addInitScript(() => localStorage.setItem('demo.lang', 'en'))
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (said) => {
      if (said.type() === 'error' && !/WebSocket|ERR_CONNECTION/.test(said.text())) faults.push(said.text())
    })
    await page.goto(server.url() + path)
    return page
  }
  const openShop = async (...goods: string[]): Promise<Page> => {
    const page = await open('/')
    await page.waitForFunction(() => 'winback' in window)
    await page.locator('winback-chat .bubble').waitFor()
    for (const item of goods) {
      const heard = page.waitForResponse((response) => response.url().endsWith('/v1/track'))
      await page.locator(`[data-product=${item}] button`).click()
      await heard
    }
    return page
  }
  const later = async (page: Page, by: string): Promise<void> => {
    const moved = page.waitForResponse((response) => response.url().endsWith('/demo/clock'))
    await page.locator(`[data-forward="${by}"]`).click()
    await moved
  }
  const lines = (page: Page) => page.locator('winback-chat .line:not(.pending)').allTextContents()

  it('a cart is left, the chat asks why, the price is too high, and a code wins the order', async () => {
    const page = await openShop('backpack', 'lamp')
    await later(page, '45m')
    // The page is English, so is the chat that speaks first.
    await page.locator('winback-chat .peek', { hasText: 'You left' }).waitFor()
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .choices button').first().click()
    const code = (await page.locator('winback-chat .code b').textContent()) ?? ''
    expect(code).toMatch(/^ZT(-[2-9CHKLMPTX]{4}){3}$/)

    await page.locator('winback-chat .x').click()
    await page.locator('.cart').click()
    await page.locator('input[name=code]').fill('ZT-AAAA-BBBB-CCCC')
    await page.locator('.apply').click()
    await page.getByText('There is no such code').waitFor()
    await page.locator('input[name=code]').fill(code.toLowerCase())
    await page.locator('.apply').click()
    await page.getByText('Code applied').waitFor()
    expect(await page.locator('.sums .off').last().textContent()).toContain('600')
    await page.locator('button.order').click()
    await page.getByText('Thank you!').waitFor()
    expect(await page.locator('.sums dd.total').textContent()).toContain('3,580')

    // A second order does not get it again.
    await page.locator('button.order').click()
    await page.locator('[data-product=backpack] button').click()
    await page.locator('.cart').click()
    await page.locator('input[name=code]').fill(code)
    await page.locator('.apply').click()
    await page.getByText('This code has been used').waitFor()
  }, 60_000)

  it('a reload and a restart of the server lose nothing and double nothing', async () => {
    const page = await openShop('backpack', 'lamp')
    await later(page, '45m')
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .choices button').first().click()
    await page.locator('winback-chat .code b').waitFor()
    const before = await lines(page)

    await page.reload()
    await page.locator('winback-chat .code b').waitFor()
    await expect.poll(() => lines(page)).toEqual(before)

    await server.restart()
    const input = page.locator('winback-chat textarea')
    await input.fill('thank you')
    await input.press('Enter')
    await expect.poll(() => lines(page), { timeout: 15_000 }).toContain('thank you')
    const after = await lines(page)
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.filter((line) => line === 'thank you')).toHaveLength(1)
    expect(await page.locator('winback-chat .pending').count()).toBe(0)
  }, 60_000)

  it('a large cart goes to an agent, whose yes becomes a code in the chat', async () => {
    const page = await openShop('espresso')
    await later(page, '45m')
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .choices button').first().click()

    const desk = await open('/desk')
    await desk.locator('input[name=name]').fill(server.agent.name)
    await desk.locator('input[name=password]').fill(server.agent.password)
    await desk.getByRole('button', { name: 'Sign in' }).click()
    await desk.locator('.ticket').first().click()
    await desk.getByText('Cart: ₴24,900').waitFor()
    await desk.getByRole('tab', { name: 'To the shopper' }).click()
    await desk.getByRole('textbox', { name: 'To the shopper' }).fill('Good morning! One moment, please.')
    await desk.getByRole('button', { name: 'Send to the shopper' }).click()
    await page.locator('winback-chat .line.agent', { hasText: 'One moment' }).waitFor()
    await desk.locator('.offer', { hasText: 'Percent 15' }).click()
    await desk.getByRole('button', { name: 'Approve: up to ₴600' }).click()
    await desk.getByText('the code is on its way').waitFor()
    const code = (await page.locator('winback-chat .code b').textContent()) ?? ''
    expect(code).toMatch(/^ZT-/)
    expect(await desk.locator('body').textContent()).not.toContain(code)
  }, 60_000)

  it('the chat works by keyboard alone, and on a screen of 320 pixels', async () => {
    const page = await open('/', { width: 320, height: 600 })
    const bubble = page.locator('winback-chat .bubble')
    await bubble.waitFor()
    await bubble.focus()
    await page.keyboard.press('Enter')
    await page.locator('winback-chat .line.bot').first().waitFor()
    await page.keyboard.type('Hello')
    await page.keyboard.press('Enter')
    await page.locator('winback-chat .line.shopper', { hasText: 'Hello' }).waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(320)
    const panel = await page.locator('winback-chat .panel').boundingBox()
    expect(panel).toMatchObject({ x: 0, width: 320 })
    await page.keyboard.press('Escape')
    await bubble.waitFor()
    const focused = await page.evaluate(
      () => document.querySelector('winback-chat')?.shadowRoot?.activeElement?.className,
    )
    expect(focused).toBe('bubble')
  }, 60_000)

  it('what is written stays text, whatever it looks like', async () => {
    const page = await openShop()
    await page.locator('winback-chat .bubble').click()
    const input = page.locator('winback-chat textarea')
    await input.fill('<img src=x onerror="document.title=1"><b>bold</b>')
    await input.press('Enter')
    await page.locator('winback-chat .line.shopper', { hasText: '<b>bold</b>' }).waitFor()
    expect(await page.locator('winback-chat .log img').count()).toBe(0)
  }, 60_000)
})

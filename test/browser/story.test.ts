// The whole story in a real browser: a cart that was left, a price that worries, a code, the order; a large cart and an
// agent; in Russian, Ukrainian and English.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import {
  chatIsThere,
  fillIn,
  inShop,
  isNarrow,
  later,
  order,
  put,
  sees,
  toCheckout,
  total,
} from './demo-page.ts'

inShop('in a browser', ({ open, server }) => {
  const withGoods = async (at: string, ...goods: string[]): Promise<Page> => {
    const page = await open(at)
    await chatIsThere(page)
    await put(page, ...goods)
    return page
  }
  const say = async (page: Page, text: string): Promise<void> => {
    const input = page.locator('winback-chat textarea')
    await input.fill(text)
    await input.press('Enter')
  }
  const codeIn = async (page: Page): Promise<string> => {
    const code = (await page.locator('winback-chat .code b').first().textContent()) ?? ''
    expect(code).toMatch(/^ZT(-[2-9CHKLMPTX]{4}){3}$/)
    return code
  }
  const lines = (page: Page) => page.locator('winback-chat .line:not(.pending)').allTextContents()

  it('a cart is left, the chat asks why, the price is too high, and a code wins the order', async () => {
    const page = await withGoods('/?lang=en', 'backpack', 'lamp')
    await later(page)
    // The page is English, so is the chat that speaks first.
    await page.locator('winback-chat .peek', { hasText: 'You left' }).waitFor()
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .choices button').first().click()
    const code = await codeIn(page)
    await page.locator('winback-chat .x').click()

    await toCheckout(page)
    await page.locator('input[name=code]').fill('ZT-AAAA-BBBB-CCCC')
    await page.locator('.apply').click()
    await sees(page, 'There is no such code')
    await page.locator('input[name=code]').fill(code.toLowerCase())
    await page.locator('.apply').click()
    await sees(page, 'Code applied: ₴600 off')
    await fillIn(page)
    await order(page)
    await sees(page, 'Thank you!')
    expect(await total(page)).toContain('3,580')

    // A second order does not get it again.
    await page.locator('.logo').click()
    await put(page, 'backpack')
    await page.locator('a.cart').click()
    await page.locator('input[name=code]').fill(code)
    await page.locator('.apply').click()
    await sees(page, 'This code has been used')

    // Cancelled: the code comes back, and the chat asks what was wrong.
    await page.goto(`${server().url()}/#/orders`)
    await page.locator('.cancel').click()
    await page.getByRole('button', { name: 'Yes, cancel it' }).click()
    await page.locator('.order-card.cancelled').waitFor()
    await page.locator('a.cart').click()
    await sees(page, 'Code applied: ₴403.50 off')
  }, 60_000)

  it('по-русски: дорого своими словами, код на 15 %, заказ', async () => {
    const page = await withGoods('/?lang=ru', 'backpack')
    await later(page)
    await page.locator('winback-chat .peek', { hasText: 'Вы оставили' }).waitFor()
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .choices').waitFor()
    await say(page, 'красивый рюкзак, но дороговато')
    const code = await codeIn(page)
    await page.locator('winback-chat .x').click()
    await toCheckout(page)
    await fillIn(page, 'olha.ru@example.com')
    // Typed and not applied: ordering applies it first.
    await page.locator('input[name=code]').fill(code)
    await order(page)
    await sees(page, 'Спасибо! Заказ принят')
    expect(await total(page)).toContain('2 286,50')
  }, 60_000)

  it('українською: кошик лишили, чат дав код, а потім нагадав про нього', async () => {
    const page = await withGoods('/', 'sneakers')
    await page.locator('#lang-uk').click()
    await later(page)
    await page.locator('winback-chat .bubble').click()
    // The chat may have come up in English: the page's word reaches it with the next message at the latest.
    await page.locator('winback-chat .choices').waitFor()
    await say(page, 'дорого для мене')
    await codeIn(page)
    // 48 hours, and a reminder 6 hours before its end.
    await later(page, '1d')
    const before = (await lines(page)).length
    await page.request.post(`${server().url()}/demo/clock`, { data: { forward: '20h' } })
    await expect.poll(async () => (await lines(page)).length).toBeGreaterThan(before)
  }, 60_000)

  it('a reload and a restart of the server lose nothing and double nothing', async () => {
    const page = await withGoods('/?lang=en', 'backpack', 'lamp')
    await later(page)
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .choices button').first().click()
    await page.locator('winback-chat .code b').waitFor()
    const before = await lines(page)

    await page.reload()
    await page.locator('winback-chat .code b').waitFor()
    await expect.poll(() => lines(page)).toEqual(before)

    await server().restart()
    await say(page, 'thank you')
    await expect.poll(() => lines(page), { timeout: 15_000 }).toContain('thank you')
    const after = await lines(page)
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.filter((line) => line === 'thank you')).toHaveLength(1)
    expect(await page.locator('winback-chat .pending').count()).toBe(0)
  }, 60_000)

  it('a large cart goes to an agent, whose yes becomes a code that the order takes', async () => {
    const page = await withGoods('/?lang=en', 'espresso')
    await later(page, '10m')
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .choices button').first().click()

    const desk = await open('/desk')
    await desk.locator('input[name=name]').fill(server().agent.name)
    await desk.locator('input[name=password]').fill(server().agent.password)
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
    const code = await codeIn(page)
    expect(await desk.locator('body').textContent()).not.toContain(code)

    await page.locator('winback-chat .x').click()
    await toCheckout(page)
    await fillIn(page, 'large@example.com')
    await page.locator('input[name=code]').fill(code)
    await page.locator('.apply').click()
    await sees(page, 'Code applied: ₴600 off')
    await order(page)
    expect(await total(page)).toContain('24,300')
  }, 60_000)

  it('the chat works by keyboard alone, and on a screen of 320 pixels', async () => {
    const page = await open('/?lang=en', { viewport: { width: 320, height: 600 } })
    const bubble = page.locator('winback-chat .bubble')
    await bubble.waitFor()
    await bubble.focus()
    await page.keyboard.press('Enter')
    await page.locator('winback-chat .line.bot').first().waitFor()
    await page.keyboard.type('Hello')
    await page.keyboard.press('Enter')
    await page.locator('winback-chat .line.shopper', { hasText: 'Hello' }).waitFor()
    await isNarrow(page, 320)
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
    const page = await withGoods('/?lang=en')
    await page.locator('winback-chat .bubble').click()
    await say(page, '<img src=x onerror="document.title=1"><b>bold</b>')
    await page.locator('winback-chat .line.shopper', { hasText: '<b>bold</b>' }).waitFor()
    expect(await page.locator('winback-chat .log img').count()).toBe(0)
  }, 60_000)
})

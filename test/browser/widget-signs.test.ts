// Signs of hesitation on the page: each becomes one hint, at its right moment and not before.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { add, hintsOf, isReady, onPages, type PageAbout, winback } from './shop-page.ts'

const MINUTE = 60_000

onPages('hesitation', (world) => {
  /** A page whose time the test moves. */
  const open = async (about: PageAbout = {}): Promise<{ page: Page; signs: () => unknown[] }> => {
    const page = await world().open({
      ...about,
      before: (context) => context.clock.install(),
    })
    await isReady(page)
    const hints = hintsOf(page)
    return {
      page,
      signs: () =>
        hints.flatMap((hint) =>
          hint.event === 'Hesitated' ? [(hint.properties as { sign: string }).sign] : [],
        ),
    }
  }
  const leaveThroughTop = async (page: Page): Promise<void> => {
    await page.mouse.move(300, 200)
    await page.evaluate(() =>
      document.documentElement.dispatchEvent(
        new MouseEvent('mouseout', { bubbles: true, clientY: -2, relatedTarget: null }),
      ),
    )
  }
  const setHidden = (page: Page, hidden: boolean): Promise<void> =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  /** Whatever would be sent has been: hints leave in order. */
  const settle = async (page: Page): Promise<void> => {
    await winback(page, 'track', 'Product Viewed', { product_id: 'x' })
  }

  it('the pointer leaving through the top is sent once, and only with something in the cart', async () => {
    const { page, signs } = await open()
    await page.clock.runFor(5_000)
    await leaveThroughTop(page)
    await settle(page)
    expect(signs()).toEqual([])
    await add(page, 'teapot', 300)
    await leaveThroughTop(page)
    await leaveThroughTop(page)
    await page.clock.runFor(10 * MINUTE)
    await leaveThroughTop(page)
    await settle(page)
    expect(signs()).toEqual(['exit_intent'])
  })

  it('on a phone a quick scroll back up is the same sign', async () => {
    const { page, signs } = await open({
      browser: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } },
    })
    await add(page, 'teapot', 300)
    await page.clock.runFor(5_000)
    await page.evaluate(() => document.body.style.setProperty('height', '9000px'))
    for (const y of [3000, 2700, 2300]) {
      await page.evaluate((y) => {
        scrollTo({ top: y, behavior: 'instant' })
        dispatchEvent(new Event('scroll'))
      }, y)
      await page.clock.runFor(40)
    }
    await settle(page)
    expect(signs()).toEqual(['exit_intent'])
  })

  it('another tab is a sign after a while, a quick look at one is none, nor is the way to the next page', async () => {
    const { page, signs } = await open()
    await add(page, 'teapot', 300)
    await setHidden(page, true)
    await page.clock.runFor(3_000)
    await setHidden(page, false)
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))
    await setHidden(page, true)
    await page.clock.runFor(20_000)
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow')))
    await setHidden(page, false)
    await settle(page)
    expect(signs()).toEqual([])
    await setHidden(page, true)
    await page.clock.runFor(9_000)
    await setHidden(page, false)
    await settle(page)
    expect(signs()).toEqual(['tab_left'])
  })

  it('nothing moving at the checkout is a sign, and elsewhere it is none', async () => {
    const { page, signs } = await open()
    await add(page, 'teapot', 300)
    await page.clock.runFor(2 * MINUTE)
    await settle(page)
    expect(signs()).toEqual([])
    await winback(page, 'track', 'Checkout Started', { currency: 'UAH' })
    await page.mouse.move(10, 10)
    await page.clock.runFor(44_000)
    await settle(page)
    expect(signs()).toEqual([])
    await page.clock.runFor(2_000)
    await settle(page)
    expect(signs()).toEqual(['idle_at_checkout'])
  })

  it('something taken out of the cart is a sign, after the change itself', async () => {
    const { page, signs } = await open()
    const hints = hintsOf(page)
    await add(page, 'teapot', 300, { quantity: 3 })
    await winback(page, 'track', 'Product Removed', { product_id: 'teapot', quantity: 1 })
    await settle(page)
    expect(signs()).toEqual(['cart_line_removed'])
    expect(hints.map(({ event }) => event)).toEqual([
      ...[undefined, 'Product Added', 'Product Removed', 'Hesitated', 'Product Viewed'],
    ])
  })

  it.each([
    ['<input name="promo_code">', true],
    ['<label>Промокод <input></label>', true],
    ['<input placeholder="Код купона">', true],
    ['<input id="discount">', true],
    ['<input data-winback="code" name="anything">', true],
    ['<input name="postal_code" autocomplete="postal-code">', false],
    ['<input name="q" type="search" placeholder="Search">', false],
    ['<input autocomplete="one-time-code" name="sms_code">', false],
    ['<input name="email" type="email">', false],
    ['<label>Поштовий код <input></label>', false],
  ])('a field for a code is told from others: %s', async (html, is) => {
    const { page, signs } = await open({ html })
    await page.mouse.click(5, 5)
    await page.locator('input').click()
    await page.locator('input').fill('ABC')
    await settle(page)
    expect(signs()).toEqual(is ? ['code_field_tried'] : [])
  })

  it('one sign quiets the others for some minutes, also on the next page', async () => {
    const { page, signs } = await open({ html: '<input name="coupon">' })
    await add(page, 'teapot', 300, { quantity: 5 })
    await page.clock.runFor(5_000)
    await leaveThroughTop(page)
    await page.locator('input').fill('ABC')
    await page.reload()
    await isReady(page)
    await winback(page, 'track', 'Product Removed', { product_id: 'teapot', quantity: 1 })
    await settle(page)
    expect(signs()).toEqual(['exit_intent'])
    await page.clock.runFor(4 * MINUTE)
    await winback(page, 'track', 'Product Removed', { product_id: 'teapot', quantity: 1 })
    await settle(page)
    expect(signs()).toEqual(['exit_intent', 'cart_line_removed'])
  })

  it('a sign over a full cart starts the talk once, by the teaser and nothing louder', async () => {
    const { page, signs } = await open()
    await add(page, 'teapot', 1200)
    await page.clock.runFor(5_000)
    await leaveThroughTop(page)
    await page.locator('winback-chat .peek', { hasText: 'May I help you decide?' }).waitFor()
    expect(await page.locator('winback-chat .panel').isVisible()).toBe(false)
    await page.clock.runFor(5 * MINUTE)
    await winback(page, 'track', 'Product Removed', { product_id: 'teapot', quantity: 1 })
    await add(page, 'teapot', 1200)
    await settle(page)
    expect(signs()).toEqual(['exit_intent', 'cart_line_removed'])
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .line.bot').first().waitFor()
    expect(await page.locator('winback-chat .line.bot').count()).toBe(1)
  })
})

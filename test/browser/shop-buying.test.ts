// Buying in the demo shop, in a real browser: the cart, the checkout and its mistakes, orders, two tabs, a silent server.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import {
  chatIsThere,
  fillIn,
  inShop,
  later,
  order,
  put,
  sees,
  title,
  toCheckout,
  total,
} from './demo-page.ts'

inShop('buying', ({ open, tab, server }) => {
  const withGoods = async (...goods: string[]): Promise<Page> => {
    const page = await open()
    await chatIsThere(page)
    await put(page, ...goods)
    return page
  }
  const inCart = async (page: Page) => (await page.locator('a.cart').textContent())?.replace(/^Cart/, '')
  const withCode = async (page: Page): Promise<string> => {
    await later(page)
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .choices button').first().click()
    const code = await page.locator('winback-chat .code b').first().textContent()
    await page.locator('winback-chat .x').click()
    return code ?? ''
  }

  it('quantities, removal with undo, and the way to free delivery', async () => {
    const page = await withGoods('mug')
    await page.locator('a.cart').click()
    await sees(page, '₴1,110 to go for free delivery')
    expect(await total(page)).toContain('510')
    for (const _ of [1, 2, 3]) await page.locator('#more-mug').click()
    await sees(page, 'Your delivery is free')
    expect(await total(page)).toContain('1,560')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('more-mug')
    await page.locator('#out-mug').click()
    await sees(page, 'Your cart is empty so far')
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await page.locator('.steps output').textContent()).toBe('4')
  })

  it('the checkout names what is missing, beside each field, and keeps what was typed', async () => {
    const page = await withGoods('lamp')
    await toCheckout(page)
    await page.locator('button.order').click()
    await sees(page, 'Almost there: 4 fields need a look')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-name')
    await fillIn(page, 'not an address')
    await page.locator('button.order').click()
    await sees(page, 'Please write an address such as name@example.com')
    expect(await page.locator('[aria-invalid=true]').count()).toBe(1)
    await page.reload()
    expect(await page.locator('input[name=city]').inputValue()).toBe('Lviv')
    await page.locator('#lang-uk').click()
    expect(await page.locator('input[name=address]').inputValue()).toBe('Branch 12')
    await page.locator('input[name=email]').fill('olha@example.com')
    await page.locator('input[value=pickup]').click()
    expect(await page.locator('input[name=address]').isVisible()).toBe(false)
    expect(await page.locator('input[name=email]').getAttribute('autocomplete')).toBe('email')
    await order(page)
    await sees(page, 'Дякуємо! Замовлення прийнято')
    expect((await total(page)).replace(/ /g, ' ')).toContain('1 490')
  })

  it('pressing twice makes one order, and the back button does not make another', async () => {
    const page = await withGoods('coffee')
    await toCheckout(page)
    await fillIn(page)
    await page.locator('button.order').dblclick()
    await page.locator('main .number b').waitFor()
    await page.goBack()
    await page.goto(`${server().url()}/#/orders`)
    await page.locator('.order-card').first().waitFor()
    expect(await page.locator('.order-card').count()).toBe(1)
    expect(await inCart(page)).toBe('')
  })

  it('"apply for me" in the chat opens the checkout, fills the code in and says what came of it', async () => {
    const page = await open()
    await chatIsThere(page)
    await put(page, 'backpack')
    const code = await withCode(page)
    // The chat tells its page by `on`; where it can't yet, the page is told here in the same words.
    await page.addInitScript(() => {
      const told = window as { winback?: { on?: unknown }; applyNow?: (code: string) => unknown }
      addEventListener(
        'winback',
        () => {
          if (!told.winback) return
          const on = told.winback.on as ((name: string, listener: unknown) => unknown) | undefined
          told.winback.on = (name: string, listener: (about: { code: string }) => unknown) => {
            if (name === 'apply') told.applyNow = (code) => listener({ code })
            return on?.(name, listener)
          }
        },
        { capture: true },
      )
    })
    await page.reload()
    await page.waitForFunction(() => 'applyNow' in window)
    const apply = (code: string) =>
      page.evaluate(
        (code) => (window as unknown as { applyNow: (code: string) => unknown }).applyNow(code),
        code,
      )
    expect(await apply('ZT-AAAA-BBBB-CCCC')).toBe(false)
    expect(await title(page).textContent()).toBe('Checkout')
    await sees(page, 'There is no such code')
    expect(await apply(code)).toBe(true)
    await page.locator('.toast [role=status]', { hasText: 'Code applied: ₴403.50 off' }).waitFor()
    expect(await page.locator('input[name=code]').inputValue()).toBe(code)
    await page.locator('a.cart').click()
    await page.locator('#out-backpack').click()
    expect(await apply(code)).toBe(false)
    await sees(page, 'Put something into the cart to use it')
  })

  it('two tabs share one cart, and what another program wrote there breaks nothing', async () => {
    const page = await withGoods('mug')
    const second = await tab(page, '/?lang=en#/cart')
    await page.locator('#add-lamp').click()
    await second.locator('[data-line=lamp]').waitFor()
    await second.locator('#out-mug').click()
    await expect.poll(() => inCart(page)).toBe('1: 1 item')

    await page.evaluate(() => {
      localStorage.setItem('demo.cart', '[{"id":"unicorn","quantity":2},{"id":"mug","quantity":1},7,null]')
      localStorage.setItem('demo.saved', '{"nonsense":')
      localStorage.setItem('demo.account', '[]')
      localStorage.setItem('demo.bar', '"?"')
    })
    await page.reload()
    await sees(page, '1 product is no longer sold')
    expect(await inCart(page)).toBe('1: 1 item')
  })

  it('a server that is silent is said so, and trying again orders once', async () => {
    const page = await withGoods('lamp')
    await toCheckout(page)
    await fillIn(page)
    // The answer is lost on its way; the order was taken.
    let lost = 0
    await page.route('**/demo/orders', async (route) => {
      if (lost++ > 0) return route.continue()
      await route.fetch()
      return route.abort()
    })
    await page.locator('button.order').click()
    await sees(page, 'The shop does not answer. Nothing is lost')
    const number = await order(page)
    await page.goto(`${server().url()}/#/orders`)
    await page.locator(`[data-order=${number}]`).waitFor()
    expect(await page.locator('.order-card').count()).toBe(1)

    const first = await open('/?lang=en')
    await first.route('**/demo/shop', (route) => route.abort())
    await first.reload()
    await sees(first, 'The shop does not answer')
    await first.unroute('**/demo/shop')
    await first.getByRole('button', { name: 'Try again' }).click()
    expect(await title(first).textContent()).toBe('Things that last for years')
  })

  it('who signs in in another browser is the same shopper there, codes and all', async () => {
    const page = await withGoods('backpack')
    const signIn = async (page: Page): Promise<void> => {
      await page.locator('.who').click()
      await page.locator('input[name=who-name]').fill('Ivan')
      await page.locator('input[name=who-email]').fill('Ivan@Example.com')
      await page.locator('.sign-in .main').click()
      await sees(page, 'Hello, Ivan!')
    }
    await signIn(page)
    const code = await withCode(page)

    const other = await open()
    await chatIsThere(other)
    await put(other, 'backpack')
    await other.locator('a.cart').click()
    await other.locator('input[name=code]').fill(code)
    await other.locator('.apply').click()
    await sees(other, 'There is no such code')
    await signIn(other)
    await sees(other, 'Code applied: ₴403.50 off')
    await other.locator('a.checkout').click()
    expect(await other.locator('input[name=name]').inputValue()).toBe('Ivan')
    await fillIn(other, 'ivan@example.com')
    await order(other)
    await sees(other, 'Thank you!')
  })

  it('a subscriber is greeted in the chat, and gets the welcome code', async () => {
    const page = await open()
    await chatIsThere(page)
    await page.locator('input[name=letter]').fill('nobody')
    await page.getByRole('button', { name: 'Subscribe' }).click()
    await sees(page, 'Please write an address such as')
    await page.locator('input[name=letter]').fill('reader@example.com')
    await page.getByRole('button', { name: 'Subscribe' }).click()
    await sees(page, 'you are on the list')
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .code b').waitFor()
  })
})

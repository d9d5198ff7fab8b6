// The demo shop for everybody: axe finds nothing serious, in light and dark, on a desktop and on 320 pixels.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { fillIn, inShop, isNarrow, order, toCheckout } from './demo-page.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const LOOKS = [
  { size: 'a desktop', scheme: 'light', viewport: { width: 1280, height: 900 }, lang: 'uk' },
  { size: 'a desktop', scheme: 'dark', viewport: { width: 1280, height: 900 }, lang: 'en' },
  { size: '320 pixels', scheme: 'light', viewport: { width: 320, height: 640 }, lang: 'ru' },
  { size: '320 pixels', scheme: 'dark', viewport: { width: 320, height: 640 }, lang: 'uk' },
] as const

inShop('for everybody', ({ open }) => {
  /** What axe calls serious or critical, outside the chat, which has tests of its own. */
  const grave = async (page: Page): Promise<string[]> => {
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run: (context: object) => Promise<AxeResults> } }
      return (await axe.run({ exclude: ['winback-chat'] })).violations
    })
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  }

  for (const { size, scheme, viewport, lang } of LOOKS) {
    it(`nothing grave on ${size}, ${scheme}: shelves, product, cart, checkout with its mistakes, order`, async () => {
      const page = await open(`/?lang=${lang}`, { viewport, colorScheme: scheme })
      const look = async (): Promise<void> => {
        expect(await grave(page)).toEqual([])
        await isNarrow(page, viewport.width)
      }
      await page.locator('#add-mug').click()
      await page.locator('#add-sneakers').click()
      await look()
      await page.locator('.who').click()
      await look()
      await page.keyboard.press('Escape')
      await page.locator('.card h3 a').nth(3).click()
      await page.locator('.product h1').waitFor()
      await look()
      await page.locator('a.cart').click()
      await page.locator('.progress progress').waitFor()
      await look()
      await toCheckout(page)
      await page.locator('button.order').click()
      await page.locator('.field .error').first().waitFor()
      await look()
      await fillIn(page)
      await order(page)
      await look()
      await page.locator('main .acts .quiet').click()
      await page.locator('.order-card').waitFor()
      await look()
      await page.locator('#search').fill('zzzz')
      await look()
    })
  }

  it('the whole shop works by keyboard: skip, choose, order', async () => {
    const page = await open('/?lang=en')
    await page.locator('.card').first().waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
    await page.keyboard.press('Enter')
    await page.locator('#add-mug').focus()
    await page.keyboard.press('Enter')
    await page.locator('a.cart').focus()
    await page.keyboard.press('Enter')
    // A new view is come to at its heading.
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Cart')
    await page.locator('a.checkout').focus()
    await page.keyboard.press('Enter')
    await page.locator('#checkout').waitFor()
    await fillIn(page)
    await page.locator('input[name=address]').press('Enter')
    await page.locator('main .number b').waitFor()
  })

  it('the demo bar folds away, stays so, and says what the clock did', async () => {
    const page = await open('/?lang=en')
    await page.locator('.demo ol li').first().waitFor()
    await page.locator('.fold').click()
    await page.reload()
    await page.locator('.card').first().waitFor()
    expect(await page.locator('.demo ol').isVisible()).toBe(false)
    const phone = await open('/?lang=en', { viewport: { width: 320, height: 640 } })
    await phone.locator('.card').first().waitFor()
    expect(await phone.locator('.demo ol').isVisible()).toBe(false)
    await phone.locator('.fold').click()
    await phone.locator('.demo ol li').first().waitFor()
    await page.locator('[data-forward="45m"]').click()
    await page.locator('.told', { hasText: '45 minutes later. The cart is empty' }).waitFor()
  })
})

// Looking around in the demo shop, in a real browser: languages, search, categories, saved items, product pages.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { chatIsThere, inShop, put, sees, title } from './demo-page.ts'

inShop('looking around', ({ open, tab }) => {
  const names = (page: Page) => page.locator('.card h3').allTextContents()
  const hintOf = (page: Page, name: string) =>
    page.waitForRequest((request) => {
      const said = request.url().endsWith('/v1/track') && request.postDataJSON()
      return said && said.event === name
    })

  it("speaks the browser's language, then the one that was chosen, and the address above both", async () => {
    const russian = await open('/', { locale: 'ru-RU' })
    expect(await title(russian).textContent()).toBe('Вещи, которые служат годами')
    expect(await russian.locator('html').getAttribute('lang')).toBe('ru')
    await russian.locator('#lang-en').click()
    expect(await title(russian).textContent()).toBe('Things that last for years')
    await russian.reload()
    expect(await title(russian).textContent()).toBe('Things that last for years')
    const asked = await tab(russian, '/?lang=uk')
    expect(await title(asked).textContent()).toBe('Речі, що служать роками')
    const german = await open('/', { locale: 'de-DE' })
    expect(await german.locator('html').getAttribute('lang')).toBe('en')
  })

  it('another language leaves cart, search and place as they were', async () => {
    const page = await open('/?lang=en')
    await chatIsThere(page)
    await put(page, 'mug', 'lamp')
    await page.locator('#search').fill('desk')
    await page.evaluate(() => scrollTo(0, 60))
    await page.locator('#lang-ru').click()
    expect(await page.locator('#search').inputValue()).toBe('desk')
    expect(await page.evaluate(() => scrollY)).toBe(60)
    expect(await page.locator('a.cart').textContent()).toContain('2 товара')
    expect(page.url()).not.toContain('lang=en')
    // Every word of the page: nothing English is left but the shop's name and the languages' own.
    await page.locator('#search').fill('')
    const text = await page.evaluate(() => document.body.innerText)
    expect(text.replace(/Zatyshok|Eng|GPS|Winback/g, '')).not.toMatch(/[A-Za-z]{3}/)
  })

  it('finds goods as they are typed, with a slip of the finger, and says when there is nothing', async () => {
    const page = await open('/?lang=uk')
    await chatIsThere(page)
    const searched = hintOf(page, 'Products Searched')
    await page.locator('#search').fill('рюкзка')
    expect((await names(page))[0]).toBe('Міський рюкзак')
    expect((await searched).postDataJSON().properties).toMatchObject({ query: 'рюкзка', results: 2 })
    await page.locator('#search').fill('кава')
    expect((await names(page))[0]).toBe('Кава в зернах, 1 кг')
    await page.locator('#search').fill('headphones')
    expect(await names(page)).toEqual(['Навушники'])
    await page.locator('#search').fill('ракета')
    await sees(page, 'За запитом «ракета» нічого немає')
    await page.getByRole('button', { name: 'Показати все' }).click()
    expect((await names(page)).length).toBe(12)
    expect(await page.locator('#search').inputValue()).toBe('')
  })

  it('filters by category and sale, and sorts by price', async () => {
    const page = await open()
    await page.locator('#category-kitchen').click()
    expect(await names(page)).toEqual(['Enamel mug', 'Coffee beans, 1 kg', 'Espresso machine'])
    await page.locator('#sort').selectOption('dear')
    expect((await names(page))[0]).toBe('Espresso machine')
    await page.locator('#category-sale').click()
    expect(await page.locator('.card del').count()).toBe(3)
    expect(await page.locator('#category-sale').getAttribute('aria-pressed')).toBe('true')
  })

  it('what is saved stays over a reload, and is told as a hint', async () => {
    const page = await open()
    await chatIsThere(page)
    const saved = hintOf(page, 'Product Added to Wishlist')
    await page.locator('#save-blanket').click()
    expect((await saved).postDataJSON().properties).toMatchObject({
      ...{ product_id: 'blanket', price: '1850.00', on_sale: true },
    })
    await page.reload()
    await page.locator('a.kept').click()
    expect(await names(page)).toEqual(['Wool blanket'])
    const gone = hintOf(page, 'Product Removed from Wishlist')
    await page.locator('#save-blanket').click()
    await gone
    await sees(page, 'Things worth coming back to will be here')
  })

  it('a product has a page with an address, and the back button leads back', async () => {
    const page = await open('/?lang=en')
    await chatIsThere(page)
    const viewed = hintOf(page, 'Product Viewed')
    await page.locator('.card h3 a', { hasText: 'GPS watch' }).click()
    expect((await viewed).postDataJSON().properties).toMatchObject({ product_id: 'watch' })
    expect(page.url()).toContain('#/p/watch')
    expect(await title(page).textContent()).toBe('GPS watch')
    await sees(page, 'Only 2 left')
    expect(await page.title()).toBe('GPS watch · Zatyshok')
    await page.goBack()
    expect((await names(page)).length).toBe(12)
    const straight = await tab(page, '/?lang=en#/p/mug')
    expect(await title(straight).textContent()).toBe('Enamel mug')
    await straight.evaluate(() => {
      location.hash = '#/p/no-such-thing'
    })
    await sees(straight, 'There is no such page')
  })

  it('delivery has a page, and going to and fro between it and the cart is told by the kinds of pages', async () => {
    const page = await open('/?lang=uk')
    await chatIsThere(page)
    await put(page, 'mug')
    const kindOf = async (act: () => Promise<unknown>) => {
      const viewed = hintOf(page, 'Page Viewed')
      await act()
      return (await viewed).postDataJSON().properties.kind
    }
    const toDelivery = () => page.locator('footer a', { hasText: 'Вартість доставки' }).click()
    expect(await kindOf(toDelivery)).toBe('delivery')
    expect(await title(page).textContent()).toBe('Вартість доставки')
    await sees(page, /120.*від 1.500/)
    expect(await kindOf(() => page.locator('a.cart').click())).toBe('cart')
    expect(await kindOf(toDelivery)).toBe('delivery')
  })

  it('there are no more pieces in a cart than the shop has', async () => {
    const page = await open('/?lang=en#/p/watch')
    for (const _ of [1, 2, 3]) await page.locator('#add').click()
    await sees(page, 'No more than 2 left')
    expect(await page.locator('a.cart .number').textContent()).toBe('2')
  })
})

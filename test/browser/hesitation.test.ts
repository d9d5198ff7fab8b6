// Going to and fro between the delivery cost and the cart, as an agent reads of it at the desk.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { add, hintsOf, isReady, onPages, say, winback } from './shop-page.ts'

onPages('hesitation at the desk', (world) => {
  const desk = async (locale: string): Promise<Page> => {
    const { server, browser } = world()
    const page = await (
      await browser.newContext({ locale, viewport: { width: 1300, height: 860 } })
    ).newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(`${server.url()}/desk`)
    await page.locator('input[name=name]').fill(server.agent.name)
    await page.locator('input[name=password]').fill(server.agent.password)
    await page.locator('form .main').click()
    await page.locator('.ticket').first().click()
    return page
  }

  it('delivery page, cart, and back three times: the reason stands at the desk in words', async () => {
    const page = await world().open()
    await add(page, 'teapot', 700)
    const look = (kind: string) => winback(page, 'track', 'Page Viewed', { kind, path: `/${kind}` })
    await look('delivery')
    for (let i = 0; i < 3; i++) {
      await winback(page, 'track', 'Cart Viewed', {})
      await winback(page, 'track', 'Page Viewed', { name: 'Доставка і оплата', path: '/dostavka' })
    }
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .line.bot').first().waitFor()
    await say(page, 'I want to talk to a person')
    await page.locator('winback-chat .line.bot', { hasText: 'told a colleague' }).waitFor()
    for (const [locale, words, barrier] of [
      ['en-GB', 'came back to the delivery cost 3 times', 'Most likely barrier'],
      ['ru-RU', 'возвращался к стоимости доставки 3 раза', 'Вероятный барьер'],
      ['uk-UA', 'повертався до вартості доставки 3 рази', 'Імовірна перешкода'],
    ] as const) {
      const page = await desk(locale)
      await page.locator('.hesitation li').first().waitFor()
      expect(await page.locator('.hesitation li').first().textContent()).toBe(words)
      expect(await page.locator('body').textContent()).toContain(barrier)
      await page.context().close()
    }
  }, 60_000)

  it('a page that is left says once how long it was seen, and what it is marked as', async () => {
    const html = '<main data-winback-page="delivery">Delivery costs 80</main>'
    const page = await world().open({ html, before: (context) => context.clock.install() })
    const hints = hintsOf(page)
    await add(page, 'teapot', 700)
    await page.locator('winback-chat .panel').waitFor({ state: 'attached' })
    await page.clock.runFor(41_000)
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))
    await isReady(page)
    // A hint that is still on its way goes out again under its own id.
    const left = () => hints.filter(({ event }) => event === 'Page Left').map(({ messageId }) => messageId)
    await expect.poll(() => new Set(left()).size).toBe(1)
    const told = hints.find(({ event }) => event === 'Page Left')
    const { kind, seconds } = told!.properties as { kind: string; seconds: number }
    expect(kind).toBe('delivery')
    expect(seconds).toBeGreaterThanOrEqual(40)
    expect(seconds).toBeLessThanOrEqual(45)
  })

  it('of somebody who merely looks nothing is told but the looks themselves', async () => {
    const page = await world().open({ html: '<main data-winback-page="delivery"></main>' })
    await isReady(page)
    const hints = hintsOf(page)
    await winback(page, 'track', 'Page Viewed', { kind: 'delivery' })
    await page.waitForTimeout(2_500)
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))
    await page.waitForTimeout(300)
    expect(hints.map(({ event }) => event)).toEqual(['Page Viewed'])
  })
})

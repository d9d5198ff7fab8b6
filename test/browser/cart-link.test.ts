// The link of a letter, opened in real browsers: the shopper's other one, and a stranger's to whom it was forwarded.
import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partOf } from '../channels/email/smtp.ts'
import { clientOf } from '../http/client.ts'
import { startReach, until } from '../http/reach-shop.ts'
import { launchChromium, NO_CHROMIUM } from './chromium.ts'
import { chatIsThere, put, sees, total } from './demo-page.ts'

describe.skipIf(NO_CHROMIUM)('a link to a cart, in browsers', () => {
  let shop: Awaited<ReturnType<typeof startReach>>
  let browser: Browser
  beforeAll(async () => {
    shop = await startReach()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.stop()
  })
  /** Another device. */
  const device = async (address: string): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto(address)
    return page
  }

  it('brings the cart with the code to another device, and to a stranger the goods alone', async () => {
    const { server, smtp } = shop
    const first = await device(server.url())
    await chatIsThere(first)
    await put(first, 'mug')
    const visitor = await first.evaluate(() =>
      (window as unknown as { winback: { visitor: () => Promise<string> } }).winback.visitor(),
    )
    const { shop: tell } = clientOf(server)
    const who = { userId: '42', anonymousId: visitor }
    const traits = { email: 'olha@example.com', language: 'en', consents: { email: true } }
    await tell('/v1/identify', { messageId: randomUUID(), ...who, traits })
    await tell('/v1/track', {
      messageId: randomUUID(),
      event: 'Action Done',
      ...who,
      properties: { action: 'x' },
    })
    await until(() => smtp.mails.length === 2)
    const letter = partOf(smtp.mails[0]!.raw, 'text/plain')
    const link = /http:\S+\/c\/[\w-]+/.exec(letter)?.[0] ?? ''
    const code = /WB-[\w-]+/.exec(letter)?.[0] ?? ''

    const second = await device(link)
    await sees(second, 'Your cart is here again, and your code is in it.')
    expect(await second.locator('.steps output').textContent()).toBe('1')
    expect(
      await second.evaluate(() => document.body.innerText + document.querySelector('input')?.value),
    ).toContain('100')
    expect(second.url()).not.toContain('restore')

    const stranger = await device(link)
    await sees(stranger, /Your cart is here again. To use the code/)
    expect(await stranger.content()).not.toContain(code)
    expect(await stranger.content()).not.toContain('olha')
    expect(await total(stranger)).not.toBe(await total(second))

    const letterPage = await device('about:blank')
    await letterPage.setContent(partOf(smtp.mails[0]!.raw, 'text/html'))
    await letterPage.emulateMedia({ colorScheme: 'dark' })
    await letterPage.setContent(partOf(smtp.mails[1]!.raw, 'text/html'))
    expect(await letterPage.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    const stop = await device(/http:\S+\/hooks\/stop\/[\w-]+/.exec(letter)?.[0] ?? '')
    await stop.getByRole('button', { name: 'Yes, unsubscribe' }).click()
    await sees(stop, 'You are unsubscribed')
  })
})

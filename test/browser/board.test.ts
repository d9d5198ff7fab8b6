// The board in a real browser: what happens in the shop appears by itself, and everybody can read it.

import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { leadIn } from '../../src/browser/board/time-view.ts'
import { chat } from '../http/client.ts'
import { NO_CHROMIUM } from './chromium.ts'
import { type DeskWorld, openDeskWorld } from './desk-world.ts'

describe.skipIf(NO_CHROMIUM)(`the board${NO_CHROMIUM ? ` (skipped: ${NO_CHROMIUM})` : ''}`, () => {
  let world: DeskWorld
  beforeAll(async () => {
    world = await openDeskWorld()
    writeFileSync(
      join(world.server.folder, 'flows', 'letters.yaml'),
      'flow: letters\nabout: Letters by another system.\nstart: { on: elsewhere }\ngoal: { order_within: 14d }\n',
    )
    await world.server.restart()
  })
  afterEach(() => world.tidy())
  afterAll(() => world?.close())

  /** Signed in at the desk, and then at the board: it is one sign-in. */
  const openBoard = async (how: Parameters<DeskWorld['open']>[0] = {}, hash = ''): Promise<Page> => {
    const page = await world.open(how)
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/.test(message.text()))
        throw new Error(message.text())
    })
    await page.goto(`${world.server.url()}/board${hash}`)
    await page.locator('.stamp', { hasText: 'Zatyshok' }).waitFor()
    return page
  }
  const reaches = (page: Page, name: string, count: number) =>
    page.locator(`[data-stage=${name}] b`, { hasText: new RegExp(`^${count}$`) }).waitFor()
  const tell = (event: string, userId: string, properties: object) =>
    world.client.shop('/v1/track', { messageId: randomUUID(), userId, event, properties })

  it('says what will appear here, and then it appears by itself: enrolled, talked, code issued, code redeemed', async () => {
    const page = await openBoard()
    await page.getByText('Nothing has happened yet').waitFor()
    await page.getByRole('link', { name: 'Open the demo shop' }).waitFor()
    await page.evaluate(() => Object.assign(window, { same: true }))

    const { visitor, token } = await world.client.visitor()
    await world.client.add(visitor, 'backpack', 2690)
    const talk = await chat(world.server, token)
    await fetch(`${world.server.url()}/demo/clock`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ forward: '2h' }),
    })
    const asked = await talk.line((line) => (line.choices?.length ?? 0) > 0)
    await reaches(page, 'talked', 1)
    const price = asked.choices?.find(({ id }) => id === 'price')
    talk.say({ kind: 'say', id: randomUUID(), text: price?.text ?? 'too expensive' })
    const { code } = await talk.line((line) => line.code !== undefined)
    await reaches(page, 'issued', 1)
    await page
      .locator('.budgets li', { hasText: 'abandoned_cart' })
      .getByText(/reserved ₴[1-9]/)
      .waitFor()

    await world.client.shop('/v1/track', {
      ...{ messageId: randomUUID(), anonymousId: visitor, userId: 'u-board', event: 'Order Completed' },
      properties: {
        ...{ order_id: 'B-1', total: '2690', coupon: code?.text },
        products: [{ product_id: 'backpack', price: '2690', quantity: 1 }],
      },
    })
    await reaches(page, 'redeemed', 1)
    await reaches(page, 'came_back', 1)
    await page.locator('[data-campaign=abandoned_cart]').getByText('not yet known').first().waitFor()
    await page.locator('.budgets li', { hasText: 'abandoned_cart' }).getByText('spent ₴403.50').waitFor()
    expect(await page.evaluate(() => 'same' in window)).toBe(true)
    // No code's text is anywhere on the page, also where codes are listed one by one.
    await page.getByLabel('Broken down by').selectOption('code')
    await page.locator('td', { hasText: 'percent_15' }).waitFor()
    expect(await page.locator('body').textContent()).not.toContain(code?.text)
    talk.close()
  }, 60_000)

  it('effects have their ranges in points and in percent, and a reload shows the same', async () => {
    for (let i = 0; i < 90; i++) {
      const arm = i % 3 === 0 ? 'holdout' : 'offer'
      await tell('Enrolled', `e${i}`, { campaign: 'letters', arm, region: i % 2 ? 'UA' : 'PL' })
      if (arm === 'offer' && i % 3 === 1)
        await tell('Order Completed', `e${i}`, {
          ...{ order_id: `E-${i}`, total: '100' },
          products: [{ product_id: 'mug', price: '100', quantity: 1 }],
        })
    }
    const page = await openBoard()
    await page.getByRole('button', { name: 'letters' }).click()
    const ordered = page.locator('[data-effect=e_conversion]')
    await ordered.getByText('+50.0 pp (').waitFor()
    await ordered.locator('.badge.more').waitFor()
    await page.getByLabel('Broken down by').selectOption('region')
    await page.locator('th', { hasText: 'PL' }).waitFor()
    await page.getByText('groups are compared').waitFor()
    await page.reload()
    await page.locator('th', { hasText: 'PL' }).waitFor()
    expect(await page.getByLabel('Campaign').inputValue()).toBe('letters')
  }, 60_000)

  it('works at 320 pixels, in the dark, by keyboard, in three languages, and axe finds nothing serious', async () => {
    for (const [locale, dark, about] of [
      ['en-GB', false, 'What it earned'],
      ['uk-UA', true, 'Що це дало'],
      ['ru-RU', false, 'Что это принесло'],
    ] as const) {
      const page = await openBoard({ locale, dark }, '#campaign=letters&days=30&by=region')
      await page.locator('h2', { hasText: about }).waitFor()
      await page.locator('.plot canvas').waitFor()
      expect(await world.axe(page)).toEqual([])
    }
    const phone = await openBoard({ width: 320, height: 640 }, '#campaign=letters&days=all&by=region')
    await phone.locator('.plot canvas').waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(await world.axe(phone)).toEqual([])
    await phone.getByLabel('Period').focus()
    await phone.keyboard.press('Tab')
    await phone.getByLabel('Campaign').focus()
    await phone.keyboard.press('Home')
    await phone.locator('[data-campaign=letters]').waitFor()
    expect(await phone.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('campaign')
  }, 90_000)

  it('the desk has the digest, and the way to the board', async () => {
    const page = await world.open({ width: 320, height: 640 })
    await page.getByRole('button', { name: 'Digest' }).click()
    await page.getByText('The first digest comes on Monday').waitFor()
    expect(await world.axe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await page.getByRole('link', { name: 'To the board' }).click()
    await page.locator('.stamp', { hasText: 'Zatyshok' }).waitFor()
  }, 40_000)
})

it('a plot of one day is a plot of two weeks, not of years', () => {
  const day = (name: string) => ({
    ...{ day: name, enrolled: 1, talked: 0, issued: 0, redeemed: 0, orders: 0, revenue: 0 },
  })
  const before = leadIn([day('2026-11-22')])
  expect(before).toHaveLength(13)
  expect([before[0], before.at(-1)]).toEqual([
    Date.parse('2026-11-09') / 1000,
    Date.parse('2026-11-21') / 1000,
  ])
  expect(leadIn(Array.from({ length: 14 }, () => day('2026-11-22')))).toEqual([])
  expect(leadIn([])).toEqual([])
})

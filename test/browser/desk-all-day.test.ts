// A desk that is kept open all day: drafts, reloads, an ended session, a server that goes, small screens, keys, colours.
import { randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chat } from '../http/client.ts'
import { NO_CHROMIUM } from './chromium.ts'
import { type DeskWorld, openDeskWorld } from './desk-world.ts'

describe.skipIf(NO_CHROMIUM)(`the desk all day${NO_CHROMIUM ? ` (skipped: ${NO_CHROMIUM})` : ''}`, () => {
  let world: DeskWorld
  beforeAll(async () => {
    world = await openDeskWorld()
  })
  afterEach(() => world.tidy())
  afterAll(() => world?.close())

  it('what is half-written stays through new messages, another ticket, a reload and an ended session', async () => {
    const { talk } = await world.wantsAgent('Iryna', 24_000)
    const other = await world.wantsAgent('Petro', 3000)
    const page = await world.open({})
    await world.choose(page, 'Iryna')
    await page.getByRole('tab', { name: 'To the shopper' }).click()
    await page.keyboard.type('Half a sen')
    await page.locator('.offer', { hasText: 'Percent 15' }).click()
    await page.getByRole('button', { name: 'Change the terms' }).click()
    await page.locator('[data-term=value]').fill('1')
    talk.say({ kind: 'say', id: randomUUID(), text: 'Are you there?' })
    await page.locator('.line.shopper', { hasText: 'Are you there?' }).waitFor()
    // The caret is where it was: the next key goes on with the number.
    await page.keyboard.type('7')
    await page.getByText('17% on ₴24,000 = ₴600 at most').first().waitFor()
    await world.choose(page, 'Petro')
    expect(await page.locator('#write').inputValue()).toBe('')
    await page.goBack()
    await page.locator('h1', { hasText: 'Iryna' }).waitFor()
    const isKept = async () => {
      expect(await page.locator('#write').inputValue()).toBe('Half a sen')
      expect(await page.locator('[data-term=value]').inputValue()).toBe('17')
      expect(await page.getByRole('radio', { checked: true }).getAttribute('value')).toBe('percent_15')
    }
    await isKept()
    await page.reload()
    await page.locator('h1', { hasText: 'Iryna' }).waitFor()
    await isKept()
    await page.context().clearCookies()
    await world.client.add(other.visitor, 'anything', 10)
    await page.getByText('Your session has ended').waitFor()
    await page.locator('input[name=password]').fill('correct horse')
    await page.locator('form .main').click()
    await page.locator('.sign-in').waitFor({ state: 'detached' })
    await isKept()
    talk.close()
    other.talk.close()
  }, 40_000)

  it('says that the server is gone, and goes on by itself when it is back', async () => {
    const page = await world.open({})
    await page.context().setOffline(true)
    await page.evaluate(() => dispatchEvent(new Event('visibilitychange')))
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.getByText('The server does not answer').waitFor()
    await page.context().setOffline(false)
    await page.getByText('The server does not answer').waitFor({ state: 'hidden' })
  }, 40_000)

  it('works on 320 pixels and by keyboard, and axe finds nothing serious, in light and in dark', async () => {
    const { talk } = await world.wantsAgent('Sofia', 21_000)
    for (const dark of [false, true]) {
      const page = await world.open({ dark })
      expect(await world.axe(page)).toEqual([])
      await page.keyboard.press('j')
      await page.locator('h1').waitFor()
      await world.choose(page, 'Sofia')
      await page.getByRole('button', { name: 'Change the terms' }).click()
      await page.getByRole('button', { name: 'Decline…' }).click()
      expect(await world.axe(page)).toEqual([])
    }
    const phone = await world.open({ width: 320, height: 640, locale: 'uk-UA' })
    await phone.getByRole('button', { name: 'Відкриті' }).waitFor()
    await world.choose(phone, 'Sofia')
    for (const side of ['Розмова', 'Рішення', 'Покупець']) {
      await phone.getByRole('button', { name: side, exact: true }).click()
      expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      expect(await world.axe(phone)).toEqual([])
    }
    await phone.getByRole('button', { name: /Усі звернення/ }).click()
    await phone.locator('.ticket', { hasText: 'Sofia' }).waitFor()
    talk.close()
  }, 60_000)

  it('a shopper is found by e-mail, gets a code with a reason, and it is taken back', async () => {
    const { talk } = await world.wantsAgent('Olha', 2500)
    const page = await world.open({})
    await page.getByRole('button', { name: 'Find a shopper' }).click()
    await page.getByLabel('E-mail, phone or id').fill('067 111 22 33')
    expect(await page.getByLabel('Known by').inputValue()).toBe('phone')
    await page.getByLabel('E-mail, phone or id').fill('OLHA@example.com')
    expect(await page.getByLabel('Known by').inputValue()).toBe('email')
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await page.locator('h1', { hasText: 'Olha' }).waitFor()
    await page.locator('.offer', { hasText: 'Amends 150' }).click()
    await page.getByRole('button', { name: 'Issue: up to ₴150' }).click()
    await page.getByText('Say why, in a few words.').waitFor()
    await page.getByLabel('Reason (stays inside)').fill('late parcel')
    await page.getByRole('button', { name: 'Issue: up to ₴150' }).click()
    await talk.line((line) => line.code !== undefined)
    await page.getByRole('button', { name: 'Take back…' }).click()
    await page.locator('.revoke textarea').fill('by mistake')
    await page.getByRole('button', { name: 'Take the code back' }).click()
    await page.getByText('taken back', { exact: false }).first().waitFor()
    await page.locator('.line.did', { hasText: 'by mistake' }).waitFor()
    talk.close()
  }, 40_000)

  it('outside the working hours the shopper hears when agents are back, and the ticket waits for them', async () => {
    const far = new Date(Date.now() + 3 * 86_400_000).toLocaleDateString('en-US', { weekday: 'short' })
    const hours = `\nagents: { hours: { ${far.toLowerCase()}: 09:00-10:00 } }\n`
    const shop = join(world.server.folder, 'flows', 'shop.yaml')
    const before = readFileSync(shop, 'utf8')
    writeFileSync(shop, before.replace(/^agents:.*\n(?: {2}.*\n)*/m, ''))
    appendFileSync(shop, hours)
    const { visitor, token } = await world.client.visitor()
    await world.client.add(visitor, 'sofa', 4444)
    const talk = await chat(world.server, token)
    await expect
      .poll(
        async () => {
          talk.say({ kind: 'say', id: randomUUID(), text: 'I want to talk to a person' })
          await new Promise((resolve) => setTimeout(resolve, 1900))
          return talk
            .lines()
            .some(({ text }) => /away at the moment and will be back on .* at 09:00/.test(text))
        },
        { timeout: 12_000 },
      )
      .toBe(true)
    const page = await world.open({})
    await page.getByText('For the next working day (1)').waitFor()
    talk.close()
  }, 40_000)
})

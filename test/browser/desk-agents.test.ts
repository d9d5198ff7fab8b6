// Two agents at the desk, in a real browser: a second yes, a changed cart, saved replies, delivery, assignment, files.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { NO_CHROMIUM } from './chromium.ts'
import { type DeskWorld, openDeskWorld } from './desk-world.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const SHOTS = process.env.WINBACK_SHOTS

describe.skipIf(NO_CHROMIUM)(`agents together${NO_CHROMIUM ? ` (skipped: ${NO_CHROMIUM})` : ''}`, () => {
  let world: DeskWorld
  beforeAll(async () => {
    world = await openDeskWorld((folder) => {
      const file = join(folder, 'flows', 'shop.yaml')
      const more = 'agents:\n  second_agent_above: 500 UAH'
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^agents:/m, more))
    })
  })
  afterEach(() => world.tidy())
  afterAll(() => world?.close())

  it('a large code waits for the yes of a colleague, and a changed cart asks both again', async () => {
    const { talk, visitor } = await world.wantsAgent('Iryna', 24_000)
    const olena = await world.open({})
    const taras = await world.open({ agent: world.TARAS })
    await world.choose(olena, 'Iryna')
    await world.choose(taras, 'Iryna')
    await olena.locator('.offer', { hasText: 'Percent 15' }).click()
    await olena.getByText('This will wait for a second agent: a code that may cost more than ₴500').waitFor()
    await olena.getByText('Alone you may give a code that costs up to ₴500').waitFor()
    if (SHOTS) await olena.screenshot({ path: `${SHOTS}/before-yes.png`, fullPage: true })
    await olena.getByRole('button', { name: 'Approve: up to ₴600' }).click()
    await olena.getByText('The yes of olena is kept').waitFor()
    await olena.getByText('Your yes is kept. Another agent has to agree').waitFor()
    await taras.getByText('olena said yes at').waitFor()
    if (SHOTS) await taras.screenshot({ path: `${SHOTS}/second-yes.png`, fullPage: true })
    expect(await world.axe(taras)).toEqual([])

    await world.client.add(visitor, 'one more', 10)
    await taras.getByText('The yes of olena to Percent 15 fell away').waitFor()
    await olena.getByText('The cart or the offer has changed since you chose it').waitFor()
    if (SHOTS) await olena.screenshot({ path: `${SHOTS}/asked-again.png`, fullPage: true })
    await olena.getByRole('button', { name: 'Look again: up to ₴600' }).click()
    await olena.getByRole('button', { name: 'Approve: up to ₴600' }).click()
    await taras.getByRole('button', { name: 'I agree: up to ₴600' }).click()
    await talk.line((line) => line.code !== undefined)
    await olena.getByText('taras approved Percent 15, after a first yes of olena').waitFor()
    talk.close()
  }, 60_000)

  it('a saved reply fills the text in, and what is sent says how far it has got', async () => {
    const { talk } = await world.wantsAgent('Marta', 3_000)
    const page = await world.open({ locale: 'uk-UA' })
    await world.choose(page, 'Marta')
    await page.locator('[data-focus=tab-send]').click()
    await page.locator('[data-focus=replies]').selectOption('hello')
    expect(await page.locator('#write').inputValue()).toBe(
      'Hello, Marta! This is olena from Zatyshok. How can I help?',
    )
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/reply.png`, fullPage: true })
    await page.locator('[data-focus=submit]').click()
    await talk.line((line) => line.text.startsWith('Hello, Marta!'))
    await page.locator('.line.agent .status.delivered', { hasText: 'доставлено' }).waitFor()
    talk.close()
  }, 40_000)

  it('a ticket is given to a colleague, who sees it as theirs', async () => {
    const { talk } = await world.wantsAgent('Nadia', 3_200)
    const olena = await world.open({})
    const taras = await world.open({ agent: world.TARAS })
    await world.choose(olena, 'Nadia')
    await olena.getByLabel('Give to').selectOption('taras')
    await olena.locator('.ticket', { hasText: 'Nadia' }).getByText('for taras').waitFor()
    await taras.locator('.ticket', { hasText: 'Nadia' }).getByText('for taras').waitFor()
    await olena.getByRole('heading', { name: /^With colleagues/ }).waitFor()
    talk.close()
  }, 40_000)

  it('photos are shown, voice is played, files are saved, and what is gone says so', async () => {
    const { talk } = await world.wantsAgent('Olha', 3_300)
    const page = await world.open({})
    // No channel of this test brings files: the talk is told of them, and their bytes come, as the server would do it.
    await page.route('**/desk/api/tickets/s*', async (route) => {
      const answer = await route.fetch()
      const view = await answer.json()
      const attachments = [
        { n: 0, medium: 'photo' },
        { n: 1, medium: 'voice' },
        { n: 2, medium: 'file', name: 'invoice.pdf', size: 250_000 },
        { n: 3, medium: 'photo', name: 'gone.jpg' },
        { n: 4, medium: 'place', name: '50.45, 30.52' },
      ]
      view.lines[0] = { ...view.lines[0], text: '', attachments }
      await route.fulfill({ json: view })
    })
    await page.route('**/files/*/0', (route) => route.fulfill({ contentType: 'image/png', body: PNG }))
    await world.choose(page, 'Olha')
    const photo = page.locator('.line img.photo').first()
    await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
    await page.getByText('invoice.pdf · 244 KB').waitFor()
    await page.getByText('This cannot be shown: it is gone').first().waitFor()
    await page.getByText('Place: 50.45, 30.52').waitFor()
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/files.png`, fullPage: true })
    talk.close()
  }, 40_000)
})

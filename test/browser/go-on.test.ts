// From the chat on the page to a messenger in one press, in a real browser, and what a stranger with that link gets.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { createMessenger } from '../http/messenger.ts'
import { startServer } from '../server.ts'
import { chatIsThere, inShop, later, put } from './demo-page.ts'

const messenger = createMessenger()

inShop(
  'one shopper, page and messenger',
  ({ open }) => {
    const say = async (page: Page, text: string): Promise<void> => {
      const input = page.locator('winback-chat textarea')
      await input.fill(text)
      await input.press('Enter')
    }
    const line = (page: Page, text: string | RegExp) =>
      page.locator('winback-chat .line:not(.pending)', { hasText: text }).last().waitFor()
    const goOn = (page: Page) => page.locator('winback-chat .go-on a')

    it('goes on in the messenger with question, code and talk, and the page sees it; a stranger gets nothing', async () => {
      const page = await open('/?lang=en')
      await chatIsThere(page)
      await put(page, 'backpack')
      await later(page)
      await page.locator('winback-chat .peek', { hasText: 'You left' }).waitFor()
      await page.locator('winback-chat .bubble').click()
      await page.locator('winback-chat .choices button').first().waitFor()
      await page.locator('winback-chat .choices button').first().click()
      await page.locator('winback-chat .code b').first().waitFor()
      await goOn(page).waitFor()
      expect(await goOn(page).textContent()).toBe('Continue in Telegram')
      const url = (await goOn(page).getAttribute('href'))!
      expect(url).toMatch(/^https:\/\/t\.me\/shop_bot\?start=[\w-]{20,64}$/)
      const code = await page.locator('winback-chat .code b').first().textContent()
      if (process.env.WINBACK_SHOTS) await page.screenshot({ path: `${process.env.WINBACK_SHOTS}/go-on.png` })

      expect(await messenger.opens('anna', url)).toBe('join')
      expect((await messenger.heard('anna', (one) => one.code !== undefined)).code!.text).toBe(code)
      await line(page, 'goes on in Telegram')
      await goOn(page).waitFor({ state: 'hidden' })

      // Both talk; each end has one talk.
      await messenger.says('anna', 'how long does delivery take?')
      await line(page, 'how long does delivery take?')
      await say(page, 'and can I return it?')
      await line(page, 'and can I return it?')

      // Another browser, and another chat with the same link.
      const stranger = await open('/?lang=en')
      await chatIsThere(stranger)
      expect(await messenger.opens('mallory', url)).toBe('over')
      await messenger.says('mallory', 'hello')
      await messenger.heard('mallory')
      expect(messenger.sent.filter(({ to, code: shown }) => to.id === 'mallory' && shown)).toEqual([])
      expect(JSON.stringify(messenger.sent.filter(({ to }) => to.id === 'mallory'))).not.toContain(code)

      // "This is not me", said on the page.
      await say(page, 'thank you')
      expect(await messenger.presses('anna', 'not_me')).toBe('heard')
      await line(page, /not_me/)
      await messenger.says('anna', 'hello there')
      await messenger.heard('anna', ({ answer, code: shown, key }) => answer && !shown && key !== '')
      await say(page, 'still here')
      await line(page, 'still here')
      expect(await page.locator('winback-chat .line', { hasText: 'hello there' }).count()).toBe(0)
      await goOn(page).waitFor()
    }, 60_000)
  },
  () => startServer({}, undefined, messenger.adapters),
)

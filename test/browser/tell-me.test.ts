// Notifications in a real browser: asked only after a press, only where they are set up, and the very words are kept. The
// browser's push service is far away: its subscription stands in for it.
import { expect, it } from 'vitest'
import webPush from 'web-push'
import { startServer } from '../server.ts'
import { chatIsThere, inShop, later, put } from './demo-page.ts'

const vapid = webPush.generateVAPIDKeys()
const SUBSCRIPTION = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/browser',
  keys: {
    p256dh: Buffer.alloc(65, 4).toString('base64url'),
    auth: Buffer.alloc(16, 1).toString('base64url'),
  },
}

inShop(
  'notifications',
  ({ open }) => {
    it('are offered by a button in the open chat, and agreed to in its words', async () => {
      const page = await open('/?lang=en')
      await page.evaluate((given) => {
        Object.defineProperty(Notification, 'permission', { get: () => 'default' })
        PushManager.prototype.subscribe = async () => given as unknown as PushSubscription
      }, SUBSCRIPTION)
      const posted: string[] = []
      page.on('request', (request) => {
        if (request.url().endsWith('/v1/push') && request.method() === 'POST')
          posted.push(request.postData() ?? '')
      })
      await chatIsThere(page)
      await put(page, 'backpack')
      await later(page)
      await page.locator('winback-chat .peek', { hasText: 'You left' }).waitFor()
      expect(await page.locator('winback-chat .tell-me').isVisible()).toBe(false)
      await page.locator('winback-chat .bubble').click()
      const button = page.locator('winback-chat .tell-me')
      await button.waitFor()
      expect(posted).toEqual([])
      if (process.env.WINBACK_SHOTS)
        await page.screenshot({ path: `${process.env.WINBACK_SHOTS}/tell-me.png` })
      const words = await button.textContent()
      const answered = page.waitForResponse(
        (one) => one.url().endsWith('/v1/push') && one.request().method() === 'POST',
      )
      await button.click()
      expect((await answered).status()).toBe(200)
      await button.waitFor({ state: 'hidden' })
      expect(JSON.parse(posted[0]!)).toMatchObject({ subscription: SUBSCRIPTION, wording: words })
    }, 60_000)
  },
  () =>
    startServer({
      WINBACK_VAPID_PUBLIC: vapid.publicKey,
      WINBACK_VAPID_PRIVATE: vapid.privateKey,
      WINBACK_VAPID_SUBJECT: 'mailto:shop@example.com',
    }),
)

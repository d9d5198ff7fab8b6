// The webhook of the whole product, over HTTP: Telegram is answered, strangers are not.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../server.ts'
import { type BotApi, openBotApi, press, TOKEN, text } from './bot-api.ts'

const SECRET = 'a-secret-of-some-length'
let api: BotApi
let server: TestServer
beforeAll(async () => {
  api = await openBotApi()
  server = await startServer({
    ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root, TELEGRAM_WEBHOOK_SECRET: SECRET },
    WINBACK_URL: 'https://chat.shop.example',
  })
})
afterAll(async () => {
  await server.stop()
  await api.close()
})

const knock = async (update: object, secret?: string) => {
  const { status } = await fetch(`${server.url()}/hooks/telegram`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
    },
    body: JSON.stringify({ update_id: 5, ...update }),
  })
  return status
}

it('hears Telegram, answers there, and takes no repeat and no stranger', async () => {
  await expect.poll(() => api.of('setWebhook')[0]?.url).toBe('https://chat.shop.example/hooks/telegram')
  const start = text(1, '/start')
  expect(await knock(start)).toBe(401)
  expect(await knock(start, 'another secret than ours')).toBe(401)
  expect(await knock(start, SECRET)).toBe(200)
  await expect
    .poll(() => api.of('sendMessage').map((one) => one.text))
    .toEqual([expect.stringContaining('Hello')])
  expect(await knock(start, SECRET)).toBe(200)
  expect(await knock({ message: 'nonsense' }, SECRET)).toBe(200)
  expect(await knock(press(1, 'c:thanks', 'Thanks'), SECRET)).toBe(200)
  await expect.poll(() => api.of('sendMessage').length).toBe(2)
  expect(api.of('getUpdates')).toEqual([])
})

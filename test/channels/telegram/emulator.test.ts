// The whole product against telegram-test-api, an emulator of Telegram's servers that was not written here. It holds no
// questions, keeps no offsets and knows few methods: what it does not know must not matter.
import { createServer } from 'node:net'
import emulated from 'telegram-test-api'
import type { TelegramServer as Emulator } from 'telegram-test-api/lib/telegramServer.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../server.ts'

/** CommonJS: what is imported is the class itself, whatever its types say. */
const TelegramServer = emulated as unknown as new (config: { port: number; host: string }) => Emulator

const TOKEN = '123456:emulated'

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

type Sent = {
  readonly text: string
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly Button[])[] }
}
type Button = {
  readonly text: string
  readonly callback_data?: string
  readonly copy_text?: { readonly text: string }
}

let emulator: Emulator
let server: TestServer
let port: number

beforeEach(async () => {
  port = await freePort()
  emulator = new TelegramServer({ port, host: '127.0.0.1' })
  await emulator.start()
  server = await startServer({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` })
})
afterEach(async () => {
  await server.stop()
  await emulator.stop()
})

const sent = (): readonly Sent[] =>
  emulator.storage.botMessages.map(({ message }) => message as unknown as Sent)
const client = () => emulator.getClient(TOKEN, { chatId: 7, userId: 7 })
const from = (lang: string) => ({ from: { language_code: lang } }) as object
const say = (text: string, lang = 'en') => client().sendMessage(client().makeMessage(text, from(lang)))
const command = (text: string, lang = 'en') => client().sendCommand(client().makeCommand(text, from(lang)))
const press = (data: string, message: object = {}) =>
  client().sendCallback(client().makeCallbackQuery(data, { message } as object))
const said = (text: string | RegExp) =>
  expect
    .poll(() =>
      sent()
        .map((one) => one.text)
        .join('\n'),
    )
    .toMatch(text)

describe('against the emulator', () => {
  it('is named where the start says what there is', () => {
    expect(server.about()).toMatch(/Connected {2}telegram$/)
  })

  it('greets whoever starts it in the language of their Telegram, and says it once', async () => {
    await command('/start', 'uk')
    await said(/Вітаю|Вітаємо|Добрий|Привіт/)
    expect(sent()).toHaveLength(1)
  })

  it('answers what is written, with buttons; a pressed one is answered and disappears', async () => {
    await command('/start')
    await said('Hello')
    await say('qwerty zxcvb')
    await said('What is it about')
    const question = emulator.storage.botMessages.find(
      ({ message }) => (message as unknown as Sent).reply_markup,
    )!
    const buttons = (question.message as unknown as Sent).reply_markup!.inline_keyboard.flat()
    expect(buttons.map((one) => one.callback_data)).toContain('c:order_status')
    for (const { callback_data: data } of buttons)
      expect(Buffer.byteLength(data ?? '')).toBeLessThanOrEqual(64)
    const count = sent().length
    await press('c:order_status', {
      message_id: question.messageId,
      text: 'What is it about?',
      reply_markup: { inline_keyboard: [buttons] },
    })
    await expect.poll(() => sent().length).toBeGreaterThan(count)
    await expect
      .poll(() => (question.message as unknown as Sent).reply_markup?.inline_keyboard.flat() ?? [])
      .toEqual([])
  })

  it('speaks the language that was chosen by hand, whatever the telephone says', async () => {
    await command('/start', 'en')
    await said('Hello')
    await command('/language')
    await said('Which language')
    await press('l:uk')
    await expect
      .poll(async () => {
        await command('/start', 'en')
        await new Promise((resolve) => setTimeout(resolve, 150))
        return sent().at(-1)?.text
      })
      .toMatch(/[іїєґ]/)
  })

  it('does what the commands say, and is not disturbed by methods that the emulator does not know', async () => {
    await command('/code')
    await said('in the field for promo codes')
    await command('/agent')
    await said(/colleague/)
    await command('/help')
    await said('I can help with')
    await command('/stop')
    await said('not write to you again')
    await command('/start')
    await said('From now on we may write to you again')
    expect((await fetch(`${server.url()}/readyz`)).status).toBe(200)
  })
})

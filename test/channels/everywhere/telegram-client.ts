// Telegram as a transcript's channel: the emulator telegram-test-api, which was not written here, calls our webhook.
import { createServer } from 'node:net'
import emulated from 'telegram-test-api'
import type { TelegramServer as Emulator } from 'telegram-test-api/lib/telegramServer.js'
import { openTelegram } from '../../../src/channels/telegram/open.ts'
import { createPace } from '../../../src/channels/telegram/pace.ts'
import type { Through } from '../../../src/cli/transcripts/through.ts'
import { serveAdapter } from './serve.ts'
import { missing } from './shown.ts'

/** CommonJS: what is imported is the class itself, whatever its types say. */
const TelegramServer = emulated as unknown as new (config: { port: number; host: string }) => Emulator

const TOKEN = '123456:everywhere'
const SECRET = 'everywhere-secret'
const CHAT = 7

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** A transcript's hours pass in a moment; Telegram's pace is kept by a clock that runs as fast. */
const paceAtOnce = () => {
  let now = 0
  return createPace({
    now: () => now,
    sleep: async (ms) => {
      now += ms
    },
  })
}

type Shown = {
  readonly text?: string
  readonly reply_markup?: {
    readonly inline_keyboard: readonly (readonly { text: string; callback_data?: string }[])[]
  }
}

export const throughTelegram: Through = async ({ inbox, store, clock, log }) => {
  const port = await freePort()
  const emulator = new TelegramServer({ port, host: '127.0.0.1' })
  await emulator.start()
  let here = ''
  const adapter = openTelegram(
    { token: TOKEN, apiRoot: `http://127.0.0.1:${port}`, secret: SECRET },
    {
      ...{ inbox, clock, log, languages: () => ['en'], url: () => here, pace: paceAtOnce() },
      catalogue: store.catalogue,
    },
  )
  // The emulator knows no secrets of webhooks.
  const server = await serveAdapter(adapter, { 'x-telegram-bot-api-secret-token': SECRET })
  here = server.url
  const set = new Promise<void>((done) => {
    const { setWebhook } = emulator
    emulator.setWebhook = (...what) => {
      setWebhook.apply(emulator, what)
      done()
    }
  })
  await adapter.start?.()
  await set
  const client = emulator.getClient(TOKEN, { chatId: CHAT, userId: CHAT })
  const shown = (): readonly (Shown & { id: number })[] =>
    emulator.storage.botMessages.map(({ messageId, message }) => ({ ...(message as Shown), id: messageId }))
  /** Buttons as a telephone saw them: it may press one that an edit on its way takes away. */
  const buttons: {
    readonly message: Shown & { id: number }
    readonly text: string
    readonly data: string
  }[] = []
  const [channel] = adapter.channels ?? []
  if (!channel) throw new Error('Telegram is a channel')
  return {
    address: { channel: 'telegram', id: String(CHAT) },
    channel: {
      ...channel,
      send: async (message, ref) => {
        const before = shown().length
        await channel.send(message, ref)
        const came = shown().slice(before)
        for (const one of came)
          for (const { text, callback_data: data } of one.reply_markup?.inline_keyboard.flat() ?? [])
            if (data) buttons.push({ message: one, text, data })
        const lost = missing(message, JSON.stringify(came))
        if (lost !== null) throw new Error(`Telegram does not show ${lost}`)
      },
    },
    does: async ({ kind, text = '', choice }) => {
      // Once our webhook has answered.
      const taken = emulator.waitUserMessage()
      const pressed = choice !== undefined && buttons.findLast((button) => button.text === text)
      if (kind === 'chat_opened') await client.sendCommand(client.makeCommand('/start'))
      else if (pressed) {
        const { message, data } = pressed
        const under = { message_id: message.id, text: message.text, reply_markup: message.reply_markup }
        const query = client.makeCallbackQuery(data, { message: under } as object)
        await client.sendCallback(query)
      } else await client.sendMessage(client.makeMessage(text))
      await taken
    },
    close: async () => {
      await adapter.stop?.()
      await server.close()
      await emulator.stop()
    },
  }
}

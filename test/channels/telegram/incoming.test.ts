// How updates come in: what is confirmed and when, what happens on a repeat, a fault, a conflict; over real HTTP.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTelegram } from '../../../src/channels/telegram/open.ts'
import type { Adapter } from '../../../src/ports/adapter.ts'
import type { Arrival, Heard } from '../../../src/ports/inbox.ts'
import { type BotApi, from, member, message, openBotApi, press, TOKEN, text } from './bot-api.ts'

let api: BotApi
let heard: Arrival[]
let logged: string[]
let answers: (arrival: Arrival) => Heard | Promise<Heard>
let arrived: string[]
let lang: 'uk' | null
const opened: Adapter[] = []

const open = (more: { secret?: string; token?: string; root?: string } = {}): Adapter => {
  const say = (_: unknown, words: string) => void logged.push(words)
  const settings = {
    token: more.token ?? TOKEN,
    apiRoot: more.root ?? api.root,
    secret: more.secret ?? null,
  }
  const { alone, ...rest } = openTelegram(settings, {
    inbox: {
      hear: async (arrival) => {
        const answer = await answers(arrival)
        if (answer !== 'failed') heard.push(arrival)
        return answer
      },
      arrive: async (_, __, token) => {
        arrived.push(token)
        return token === 'signed' ? 'flow' : null
      },
      langOf: async () => lang,
      shopName: () => 'Shop',
    },
    ...{ catalogue: { find: async () => new Map() }, languages: () => ['uk', 'en'] as const },
    ...{ clock: Date.now, log: { info: say, warn: say, error: say }, url: () => 'https://chat.shop.example' },
  })
  // As main does where one process has the store for itself.
  let end: (() => Promise<void>) | undefined
  const adapter: Adapter = {
    ...rest,
    start: async () => {
      await rest.start?.()
      end = alone?.begin()
    },
    stop: async () => {
      await end?.()
      await rest.stop?.()
    },
  }
  opened.push(adapter)
  return adapter
}

beforeEach(async () => {
  api = await openBotApi()
  heard = []
  logged = []
  arrived = []
  lang = null
  answers = () => 'heard'
})
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop?.()
  await api.close()
})

const words = () => heard.map(({ what }) => (what.kind === 'said' ? what.text : what.kind))

describe('an update', () => {
  it('is confirmed only when it is kept', async () => {
    let keep: (() => void) | undefined
    answers = () => new Promise((resolve) => (keep = () => resolve('heard')))
    api.push(text(1, 'hello'))
    await open().start?.()
    await expect.poll(() => keep).toBeDefined()
    await expect.poll(() => api.of('getUpdates').length).toBeGreaterThan(1)
    expect(api.queue()).toEqual([501])
    keep?.()
    await expect.poll(() => api.queue()).toEqual([])
    expect(words()).toEqual(['hello'])
  })

  it('that could not be kept is tried again in its place; other chats go on', async () => {
    let fails = true
    answers = ({ from: { id } }) => (fails && id === '1' ? 'failed' : 'heard')
    api.push(text(1, 'first'), text(1, 'second'), text(2, 'other'))
    await open().start?.()
    await expect.poll(words).toEqual(['other'])
    api.push(text(2, 'other again'))
    await expect.poll(words).toEqual(['other', 'other again'])
    expect(api.queue()).toContain(501)
    fails = false
    await expect.poll(words).toEqual(['other', 'other again', 'first', 'second'])
    await expect.poll(() => api.queue()).toEqual([])
  })

  it('that comes again is handed in under the same id, also with another number and after a restart', async () => {
    const update = text(1, 'hello')
    api.push(update)
    const first = open()
    await first.start?.()
    await expect.poll(() => api.queue()).toEqual([])
    await first.stop?.()
    api.numberFrom(7)
    api.push(update, text(1, 'more'))
    await open().start?.()
    await expect.poll(words).toEqual(['hello', 'hello', 'more'])
    expect(heard[0]?.id).toBe(heard[1]?.id)
    expect(heard[2]?.id).not.toBe(heard[1]?.id)
    await expect.poll(() => api.queue()).toEqual([])
  })

  it('is heard though numbers begin anew below the last one', async () => {
    await open().start?.()
    api.push(text(1, 'before'))
    await expect.poll(words).toEqual(['before'])
    await expect.poll(() => api.queue()).toEqual([])
    api.numberFrom(12)
    api.push(text(1, 'after'))
    await expect.poll(words).toEqual(['before', 'after'])
    await expect.poll(() => api.queue()).toEqual([])
  })

  it('of a group, another bot or an edit is nothing to us, and stops nobody', async () => {
    const group = { id: -5, type: 'group', title: 'Family' } as const
    const { message: said } = text(1, 'hello there')
    api.push(
      message(1, { chat: group, text: 'in a group' }),
      message(1, { text: 'beep', from: { ...from(1), is_bot: true } }),
      { edited_message: { ...said, edit_date: said.date + 5, text: 'edited' } } as never,
      {
        my_chat_member: {
          ...{ chat: group, from: from(1), date: 1 },
          old_chat_member: { status: 'left', user: { id: 1, is_bot: true, first_name: 'Shop' } },
          new_chat_member: { status: 'member', user: { id: 1, is_bot: true, first_name: 'Shop' } },
        },
      },
      text(1, 'mine'),
    )
    await open().start?.()
    await expect.poll(words).toEqual(['mine'])
    await expect.poll(() => api.of('leaveChat')).toEqual([{ chat_id: '-5' }])
    await expect.poll(() => api.queue()).toEqual([])
  })
})

describe('what a shopper does', () => {
  it('by a link is handed to whoever signed it; a plain start opens the chat', async () => {
    api.push(text(1, '/start signed'), text(1, '/start forged'), text(1, '/start', 'uk'))
    await open().start?.()
    await expect.poll(() => heard.length).toBe(2)
    expect(arrived).toEqual(['signed', 'forged'])
    expect(heard.map(({ what }) => what)).toMatchObject([
      // What came by a link says by itself what is to be said.
      { kind: 'chat_opened', asked: true },
      { kind: 'chat_opened', lang: 'uk', asked: true },
    ])
  })

  it('by a button is answered at once, and the button says what was chosen', async () => {
    api.push(press(1, 'c:price', 'It costs too much'))
    await open().start?.()
    await expect.poll(() => api.of('editMessageText').length).toBe(1)
    expect(heard[0]?.what).toMatchObject({ kind: 'said', choice: 'price', text: 'It costs too much' })
    expect(api.of('answerCallbackQuery')).toHaveLength(1)
    expect(api.of('editMessageText')[0]).toMatchObject({
      text: 'What is in the way?\n\n✓ It costs too much',
      reply_markup: { inline_keyboard: [] },
    })
  })

  it('by blocking and coming back is told', async () => {
    api.push(member(1, 'kicked'), member(1, 'member'))
    await open().start?.()
    await expect
      .poll(() => heard.map(({ what }) => what))
      .toMatchObject([
        { kind: 'reachable', can: false },
        { kind: 'reachable', can: true },
      ])
  })

  it('that takes longer than a moment shows that somebody is typing', async () => {
    answers = () => new Promise((resolve) => setTimeout(() => resolve('heard'), 700))
    api.push(text(1, 'hello'))
    await open().start?.()
    await expect.poll(() => api.of('sendChatAction')).toEqual([{ chat_id: '1', action: 'typing' }])
  })

  it('with a file brings the file: its bytes are fetched when an agent looks', async () => {
    const photo = [100, 800].map((width) => ({
      ...{ file_id: `photo${width}`, file_unique_id: `u${width}`, width, height: width, file_size: width },
    }))
    api.push(message(1, { photo, caption: 'Is it this one?' }))
    const adapter = open()
    await adapter.start?.()
    await expect.poll(() => heard.length).toBe(1)
    expect(heard[0]?.what).toMatchObject({
      text: 'Is it this one?',
      attachments: [{ medium: 'photo', ref: 'photo800', size: 800 }],
    })
    const file = await adapter.channels?.[0]?.open?.('photo800')
    expect(file?.type).toBe('image/jpeg')
    expect(Buffer.from(file!.bytes).toString()).toBe('bytes of a picture')
    api.override('getFile', () => ({ error_code: 400, description: 'Bad Request: file is too big' }))
    expect(await adapter.channels?.[0]?.open?.('photo800')).toBeNull()
  })
})

describe('the line to Telegram', () => {
  it('that another program has taken is asked for again, with a word of what to do', async () => {
    api.conflict({ error_code: 409, description: 'Conflict: terminated by other getUpdates request' })
    api.push(text(1, 'hello'))
    await open().start?.()
    await expect.poll(() => logged.join()).toMatch(/another program takes this bot/)
    api.conflict(null)
    await expect.poll(words).toEqual(['hello'])
    await expect.poll(() => logged.join()).toMatch(/works again/)
  })

  it('with a wrong token says so, once, and goes on trying', async () => {
    await open({ token: '123456:wrong' }).start?.()
    await expect.poll(() => api.of('deleteWebhook').length).toBeGreaterThan(1)
    expect(logged.filter((one) => one.includes('TELEGRAM_BOT_TOKEN'))).toHaveLength(1)
    expect(JSON.stringify(logged)).not.toContain('wrong')
  })

  it('that is down is tried again', async () => {
    const down = await openBotApi()
    await down.close()
    await open({ root: down.root }).start?.()
    await expect.poll(() => logged.join()).toMatch(/can’t be reached/)
  })
})

describe('the webhook', () => {
  const secret = 'a-secret-of-some-length'
  const knock = (adapter: Adapter, body: unknown, token?: string) =>
    adapter.hooks![0]!.answer({
      ...{ method: 'POST', url: '/hooks/telegram', params: {}, query: new URLSearchParams() },
      headers: { 'x-telegram-bot-api-secret-token': token },
      body: Buffer.from(JSON.stringify(body)),
      ...{ sender: '127.0.0.1', origin: 'https://chat.shop.example' },
    })
  const update = (words: string) => ({ update_id: 1, ...text(1, words) })

  it('is set with its secret, and nothing is asked for beside it', async () => {
    const adapter = open({ secret })
    await adapter.start?.()
    await expect
      .poll(() => api.of('setWebhook'))
      .toEqual([
        {
          ...{ url: 'https://chat.shop.example/hooks/telegram', secret_token: secret },
          allowed_updates: ['message', 'callback_query', 'my_chat_member'],
        },
      ])
    expect(api.of('getUpdates')).toEqual([])
  })

  it('hears whoever knows the secret, and nobody else', async () => {
    const adapter = open({ secret })
    expect((await knock(adapter, update('no secret'))).status).toBe(401)
    expect((await knock(adapter, update('a wrong one'), 'b-secret-of-some-length')).status).toBe(401)
    expect((await knock(adapter, update('the right one'), secret)).status).toBe(200)
    expect(words()).toEqual(['the right one'])
    expect((await knock(adapter, 'nonsense', secret)).status).toBe(200)
  })

  it('takes what it could not keep again', async () => {
    const adapter = open({ secret })
    answers = () => 'failed'
    expect((await knock(adapter, update('hello'), secret)).status).toBe(503)
    answers = () => 'heard'
    expect((await knock(adapter, update('hello'), secret)).status).toBe(200)
  })
})

// How messages leave: their form, and what happens where Telegram refuses, is slow, or knows less than we hoped.
import { Api } from 'grammy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTelegramChannel } from '../../../src/channels/telegram/channel.ts'
import { createPace } from '../../../src/channels/telegram/pace.ts'
import type { Channel, Outgoing } from '../../../src/ports/channel.ts'
import { type BotApi, openBotApi, TOKEN } from './bot-api.ts'

let api: BotApi
let channel: Channel
let key = 0
const goods = new Map([
  ['boots', { item: 'boots', title: 'Boots', picture: 'https://shop.example/boots.jpg' }],
  ['hat', { item: 'hat', title: 'A hat & more', picture: 'https://shop.example/hat.jpg' }],
  ['local', { item: 'local', title: 'Local', picture: '/local.jpg' }],
])
beforeEach(async () => {
  api = await openBotApi()
  const grammy = new Api(TOKEN, { apiRoot: api.root, timeoutSeconds: 1 })
  channel = createTelegramChannel({
    ...{ api: grammy, pace: createPace(), onSent: () => {}, open: async () => null },
    catalogue: {
      find: async (ids) => new Map(ids.flatMap((id) => (goods.has(id) ? [[id, goods.get(id)!]] : []))),
    },
  })
})
afterEach(() => api.close())

const outgoing = (more: Partial<Outgoing> = {}): Outgoing => ({
  ...{ to: { channel: 'telegram', id: '5' }, key: `k${key++}`, text: 'Hello', lang: 'en', answer: true },
  ...{ choices: [], ...more },
})
const code = { id: 'c1', text: 'AB12-CD34', until: 1, terms: '10% off, 600 UAH at most' }
const failure = (message: Partial<Outgoing> = {}) =>
  channel.send(outgoing(message)).then(
    () => null,
    (error) => error,
  )

describe('a message', () => {
  it('goes escaped, with its choices as buttons of at most 64 bytes', async () => {
    const long = `a${'b'.repeat(90)}`
    await channel.send(
      outgoing({
        text: 'Is 5 < 6 & 7 > 6?',
        choices: [
          { id: 'yes', text: 'Yes' },
          { id: 'no', text: 'No' },
          { id: long, text: 'It costs too much for me just now' },
        ],
      }),
    )
    const [sent] = api.of('sendMessage')
    expect(sent).toMatchObject({ chat_id: '5', parse_mode: 'HTML', text: 'Is 5 &lt; 6 &amp; 7 &gt; 6?' })
    const rows = sent!.reply_markup!.inline_keyboard
    expect(rows.map((row) => row.map((button) => button.text))).toEqual([
      ['Yes', 'No'],
      ['It costs too much for me just now'],
    ])
    for (const button of rows.flat())
      expect(Buffer.byteLength('callback_data' in button ? button.callback_data : '')).toBeLessThan(65)
  })

  it('with a code has a button that copies it, and the code itself is one that a tap copies', async () => {
    let ref = ''
    await channel.send(outgoing({ text: 'Here it is.', code }), (told) => {
      ref = told
    })
    const [sent] = api.of('sendMessage')
    expect(sent?.text).toBe('Here it is.\n\n<code>AB12-CD34</code>\n10% off, 600 UAH at most')
    expect(sent?.reply_markup?.inline_keyboard).toEqual([
      [{ text: 'Copy the code', copy_text: { text: 'AB12-CD34' } }],
    ])
    expect(ref).toBe('9000')
  })

  it('goes without that button, and without markup, to a server that knows neither', async () => {
    api.override('sendMessage', ({ reply_markup: markup, parse_mode: mode }) =>
      markup
        ? {
            error_code: 400,
            description: "Bad Request: can't parse inline keyboard button: Text buttons are unallowed",
          }
        : mode
          ? { error_code: 400, description: "Bad Request: can't parse entities: unsupported start tag" }
          : null,
    )
    await channel.send(outgoing({ code }))
    await channel.send(outgoing({ code }))
    expect(api.of('sendMessage').at(-1)?.text).toBe('Hello\n\nAB12-CD34\n10% off, 600 UAH at most')
    // The second time it is not tried again.
    expect(api.of('sendMessage').filter((one) => one.reply_markup)).toHaveLength(1)
  })

  it('too long for one goes in several, in order, and goes on where it was broken off', async () => {
    const text = Array.from({ length: 900 }, (_, n) => `Sentence number ${n} & so on.`).join(' ')
    let calls = 0
    api.override('sendMessage', () =>
      ++calls === 2
        ? { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } }
        : null,
    )
    const message = outgoing({ text, choices: [{ id: 'ok', text: 'OK' }] })
    await expect(channel.send(message)).rejects.toMatchObject({ code: 'too_many', retryAfterMs: 1000 })
    await new Promise((resolve) => setTimeout(resolve, 1_050))
    await channel.send(message)
    const sent = api.of('sendMessage').filter((_, n) => n !== 1)
    expect(sent.length).toBeGreaterThan(5)
    expect(sent.map((one) => one.text).join(' ')).toBe(text.replaceAll('&', '&amp;'))
    for (const one of sent) expect(one.text!.replaceAll('&amp;', '&').length).toBeLessThanOrEqual(4096)
    expect(sent.map((one) => Boolean(one.reply_markup))).toEqual(sent.map((_, n) => n === sent.length - 1))
  })

  it('shows goods with pictures, and in words where Telegram can fetch none', async () => {
    const line = (item: string) => ({ item, quantity: 2, price: 100, sum: '2 UAH' })
    const shown = { goods: { lines: [line('boots'), line('hat'), line('local')], more: 3 } }
    await channel.send(outgoing(shown))
    expect(api.of('sendMediaGroup')[0]?.media).toEqual([
      { type: 'photo', media: 'https://shop.example/boots.jpg', caption: 'Boots', parse_mode: 'HTML' },
      {
        type: 'photo',
        media: 'https://shop.example/hat.jpg',
        caption: 'A hat &amp; more',
        parse_mode: 'HTML',
      },
    ])
    expect(api.of('sendMessage')[0]?.text).toContain(
      '• A hat &amp; more × 2: 2 UAH\n• Local × 2: 2 UAH\nand 3 more',
    )
    api.override('sendMediaGroup', () => ({
      error_code: 400,
      description: 'Bad Request: failed to get HTTP URL content',
    }))
    await channel.send(outgoing(shown))
    expect(api.of('sendMessage')).toHaveLength(2)
  })
})

describe('a code that has ended', () => {
  it('is struck out in its message, which says how it ended and has no buttons any more', async () => {
    await channel.strike!({
      ...{ to: { channel: 'telegram', id: '5' }, ref: '9000', lang: 'uk', state: 'redeemed' },
      ...{ text: 'Ось ваш код.', code },
    })
    expect(api.of('editMessageText')[0]).toMatchObject({
      ...{ chat_id: '5', message_id: 9000, parse_mode: 'HTML' },
      text: 'Ось ваш код.\n\n<s>AB12-CD34</s>\n<s>10% off, 600 UAH at most</s>\n\nВикористано',
      reply_markup: { inline_keyboard: [] },
    })
  })

  it('in a message that is gone needs no strike', async () => {
    api.override('editMessageText', () => ({
      error_code: 400,
      description: 'Bad Request: message to edit not found',
    }))
    await channel.strike!({
      ...{
        to: { channel: 'telegram', id: '5' },
        ref: '9000',
        lang: 'en',
        state: 'expired',
        text: null,
        code,
      },
    })
  })
})

describe('a refusal', () => {
  const refuse = (error_code: number, description: string) =>
    api.override('sendMessage', () => ({ error_code, description }))

  it.each([
    [403, 'Forbidden: bot was blocked by the user'],
    [403, 'Forbidden: user is deactivated'],
    [400, 'Bad Request: chat not found'],
    [400, 'Bad Request: PEER_ID_INVALID'],
  ])('%i "%s" is final for the address', async (status, words) => {
    refuse(status, words)
    expect(await failure()).toMatchObject({ gone: true, retryable: false })
  })

  it('that has to do with the message is final for the message only', async () => {
    refuse(400, 'Bad Request: message text is empty')
    expect(await failure()).toMatchObject({ gone: false, retryable: false })
  })

  it('of the server is tried again', async () => {
    refuse(502, 'Bad Gateway')
    expect(await failure()).toMatchObject({ retryable: true, gone: false })
  })

  it('to be so fast holds that chat as long as asked, and no other', async () => {
    let fast = true
    api.override('sendMessage', ({ chat_id: chat }) =>
      fast && chat === '5'
        ? {
            error_code: 429,
            description: 'Too Many Requests: retry after 30',
            parameters: { retry_after: 30 },
          }
        : null,
    )
    expect(await failure()).toMatchObject({ code: 'too_many', retryAfterMs: 30_000 })
    fast = false
    expect(await failure()).toMatchObject({ code: 'paced', retryable: true })
    expect(api.of('sendMessage')).toHaveLength(1)
    expect(await failure({ to: { channel: 'telegram', id: '6' } })).toBeNull()
  })

  it('to be so fast in two chats holds everybody', async () => {
    api.override('sendMessage', () => ({
      ...{ error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 30 } },
    }))
    await failure()
    await failure({ to: { channel: 'telegram', id: '6' } })
    expect(await failure({ to: { channel: 'telegram', id: '7' } })).toMatchObject({ code: 'paced' })
    expect(api.of('sendMessage')).toHaveLength(2)
  })
})

describe('no answer', () => {
  it('may mean that it has arrived; a server that is not there had nothing', async () => {
    api.override('sendMessage', () => 'cut')
    expect(await failure()).toMatchObject({ retryable: true, lost: true })
    api.override('sendMessage', () => 'hang')
    expect(await failure()).toMatchObject({ retryable: true, lost: true })
    await api.close()
    expect(await failure()).toMatchObject({ code: 'unreachable', retryable: true, lost: false })
    api = await openBotApi()
  })
})

// A code's life in Telegram, from the real engine over real HTTP: shown, copied, used or run out, and struck out.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api } from 'grammy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTelegramChannel } from '../../../src/channels/telegram/channel.ts'
import { createPace } from '../../../src/channels/telegram/pace.ts'
import { rulebookOf } from '../../core/world.ts'
import { openEngine } from '../../runtime/open-engine.ts'
import { type BotApi, openBotApi, TOKEN } from './bot-api.ts'

const HOUR = 3_600_000
const rulebook = rulebookOf({
  ask: `
flow: ask
about: Whoever asks gets one.
start: { on: ask_discount, at_most: once per 30d }
campaign: { budget: 5000 UAH, until: none }
steps: [{ give: fixed_100 }]
`,
})

let api: BotApi
let folder = ''
let now = Date.UTC(2026, 10, 23, 8)
let opened: Awaited<ReturnType<typeof openEngine>>
const anna = { channel: 'telegram', id: '5' }

const open = () =>
  openEngine({
    ...{ path: join(folder, 'winback.db'), rulebook, clock: () => now },
    channels: [
      createTelegramChannel({
        api: new Api(TOKEN, { apiRoot: api.root, timeoutSeconds: 2 }),
        ...{ pace: createPace(), onSent: () => {}, open: async () => null },
        catalogue: { find: async () => new Map() },
      }),
    ],
  })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winback-telegram-'))
  now = Date.UTC(2026, 10, 23, 8)
  api = await openBotApi()
  opened = await open()
})
afterEach(async () => {
  await opened.close()
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

const say = (id: string, text: string) =>
  opened.engine.accept({
    ...{ id, at: now, trust: 'fact', from: anna },
    what: { kind: 'said', text, address: anna, choice: text },
  })

const winCode = async (): Promise<string> => {
  await say('ask', 'ask_discount')
  await opened.engine.settle(now)
  const shown = /<code>([^<]+)<\/code>/.exec(api.of('sendMessage').at(-1)?.text ?? '')
  return shown?.[1] ?? ''
}

describe('a code in Telegram', () => {
  it('is struck out in every message that showed it, once it was used', async () => {
    const code = await winCode()
    expect(code).not.toBe('')
    await say('again', 'code_problem')
    await opened.engine.settle(now)
    const redeemed = await opened.engine.redeem(
      ...(['use', code, { id: 'o1', total: 200_000, lines: [] }, [anna], now] as const),
    )
    expect(redeemed).toMatchObject({ reply: { kind: 'redeemed' } })
    await opened.engine.settle(now)
    const edits = api.of('editMessageText')
    expect(edits.map((one) => one.message_id)).toEqual([9000, 9001])
    for (const edit of edits) {
      expect(edit.text).toContain(`<s>${code}</s>`)
      expect(edit.text).toContain('Used')
      expect(edit.reply_markup?.inline_keyboard).toEqual([])
    }
    // Each keeps its own words.
    expect(edits[0]?.text).toContain('Here is a code of your own')
    expect(edits[1]?.text).toContain('You already have a code')
  })

  it('is struck out when it has run out, also where Telegram failed at first and we were started anew', async () => {
    const code = await winCode()
    api.override('editMessageText', () => ({ error_code: 502, description: 'Bad Gateway' }))
    now += 25 * HOUR
    await opened.engine.settle(now)
    expect(api.of('editMessageText')).toHaveLength(1)
    await opened.close()
    opened = await open()
    api.override('editMessageText', null)
    now += HOUR
    await opened.engine.settle(now)
    expect(api.of('editMessageText')).toHaveLength(2)
    expect(api.of('editMessageText')[1]?.text).toContain(`<s>${code}</s>`)
    expect(api.of('editMessageText')[1]?.text).toContain('Ended')
  })

  it('and where its message is leave no trace in the store but the message’s number', async () => {
    const code = await winCode()
    const shopper = await opened.engine.find(anna)
    const { document } = await opened.store.load(shopper!)
    expect(document).not.toContain(code)
    expect(JSON.parse(document!).codes[0].shown).toEqual([
      { to: anna, ref: '9000', text: expect.stringMatching(/^[\w-]{8}$/) },
    ])
  })
})

describe('somebody who has blocked us', () => {
  it('is written to no more, until they write again', async () => {
    api.override('sendMessage', () => ({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    }))
    await say('hi', 'greeting')
    await opened.engine.settle(now)
    const shopper = await opened.engine.find(anna)
    expect((await opened.engine.shopper(shopper!))?.gone).toEqual([anna])
    api.override('sendMessage', null)
    await say('back', 'greeting')
    await opened.engine.settle(now)
    expect((await opened.engine.shopper(shopper!))?.gone).toEqual([])
    expect(api.of('sendMessage')).toHaveLength(2)
  })
})

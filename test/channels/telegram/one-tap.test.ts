// "Continue in Telegram": the product as a process, a visitor at the chat's socket, and a Bot API server that says how the
// bot is called.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat, clientOf, shopperWithCode } from '../../http/client.ts'
import type { TestServer } from '../../server.ts'
import { aFolder, KEYS, type ServerProcess, startProcess } from '../../server-process.ts'
import { type BotApi, openBotApi, press, TOKEN, text } from './bot-api.ts'

const within = { timeout: 20_000 }

let api: BotApi
let folder: ReturnType<typeof aFolder>
let running: ServerProcess
let server: TestServer
/** How often it was asked how it is called before it was answered. */
let asked = 0
beforeAll(async () => {
  api = await openBotApi()
  api.override('getMe', () =>
    asked++ === 0 ? { error_code: 500, description: 'Internal Server Error' } : null,
  )
  folder = aFolder()
  running = await startProcess(folder.folder, { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root })
  server = { url: () => running.url, pageKey: KEYS.page, secretKey: KEYS.secret } as TestServer
})
afterAll(async () => {
  running.child.kill('SIGKILL')
  await running.ended
  await api.close()
  folder.remove()
})

const sentTo = (chatId: number) => api.of('sendMessage').filter((one) => one.chat_id === String(chatId))
const said = (chatId: number) =>
  sentTo(chatId)
    .map((one) => one.text)
    .join('\n')
const buttons = (chatId: number) =>
  sentTo(chatId).flatMap((one) => one.reply_markup?.inline_keyboard.flat() ?? [])

type Talk = Awaited<ReturnType<typeof chat>>

/** Asks until the name of the bot is known: the page asks anew as well. */
const linkOf = async (talk: Talk): Promise<string> => {
  let seen = 0
  await expect
    .poll(async () => {
      talk.say({ kind: 'links' })
      const found = await talk.until(() => talk.heard.filter(({ kind }) => kind === 'links').at(seen))
      seen++
      return JSON.stringify(found)
    }, within)
    .toContain('https://t.me/shop_bot?start=')
  const token = /start=([\w-]{1,64})"/.exec(JSON.stringify(talk.heard))?.[1]
  return `/start ${token}`
}

/** Who left a cart and is asked why. */
const somebodyAsked = async () => {
  const client = clientOf(server)
  const { visitor, token } = await client.visitor()
  await client.add(visitor, 'backpack', 2690)
  await client.forward('45m')
  const talk = await chat(server, token)
  const { choices } = await talk.line((line) => line.choices !== undefined)
  return { talk, choices: choices!.map(({ id }) => `c:${id}`) }
}

describe('one tap from the page', () => {
  it('goes on in Telegram with the open question, and is answered there', async () => {
    const { talk, choices } = await somebodyAsked()
    api.push(text(21, await linkOf(talk), 'en'))
    await expect
      .poll(() => buttons(21).map((one) => 'callback_data' in one && one.callback_data), within)
      .toEqual(expect.arrayContaining(choices))
    api.push(press(21, 'c:price', 'It costs too much'))
    await expect.poll(() => said(21), within).toMatch(/<code>ZT-/)
    await talk.line(({ text: words }) => words.includes('Telegram'))
    talk.close()
  })

  it('brings the live code along; a second person who opens the same link is told why nothing comes of it', async () => {
    const { talk, code } = await shopperWithCode(server)
    const start = await linkOf(talk)
    api.push(text(22, start, 'en'))
    await expect.poll(() => said(22), within).toContain(`<code>${code}</code>`)
    api.push(text(23, start, 'uk'))
    await expect.poll(() => said(23), within).toContain('Це посилання вже не діє')
    expect(said(23)).not.toContain(code)
    expect(sentTo(23)).toHaveLength(1)
    talk.close()
  })
})

// A shopper in Telegram, an agent in Slack: files go one way, words the other, and how far these got is told.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BotApi, message, openBotApi, TOKEN, text } from '../../channels/telegram/bot-api.ts'
import { signIn } from '../../http/desk-client.ts'
import type { Posted } from './stub.ts'
import { slackWorld, type World } from './world.ts'

let api: BotApi
let world: World
beforeAll(async () => {
  api = await openBotApi()
  world = await slackWorld({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root })
})
afterAll(async () => {
  expect(world.slack.refused).toEqual([])
  await world.stop()
  await api.close()
})

const cardOf = (words: string): Promise<Posted> =>
  world.slack.until(() => world.slack.cards().find((one) => world.texts(one).includes(words)), 'the card')
const inThread = (card: Posted, words: string): Promise<Posted> =>
  world.slack.until(() => world.slack.thread(card.ts).find((one) => world.texts(one).includes(words)), words)

describe('between Telegram and Slack', () => {
  it('a photo gets into the thread and to the built-in desk, byte for byte', async () => {
    const caption = 'I want a person: it came broken'
    const size = { file_id: 'p-1', file_unique_id: 'u-1', width: 90, height: 90, file_size: 18 }
    api.push(message(41, { photo: [size], caption }))
    const card = await cardOf(caption)
    const file = await world.slack.until(() => world.slack.files.at(0), 'the file')
    expect(file).toMatchObject({ channel: card.channel, thread_ts: card.ts })
    expect(Buffer.from(file.bytes).toString()).toContain('bytes of a picture')
    const desk = await signIn(world.server)
    const ticket = card.metadata.event_payload.ticket
    const line = (await desk.ticket(ticket)).lines.find((one: { text: string }) => one.text === caption)
    expect(line.attachments).toMatchObject([{ n: 0, medium: 'photo' }])
    const shopper = ticket.slice(0, ticket.lastIndexOf('.'))
    const shown = await fetch(`${world.server.url()}/desk/api/shoppers/${shopper}/files/${line.seq}/0`, {
      headers: { cookie: desk.cookie },
    })
    expect([shown.status, await shown.text()]).toEqual([200, 'bytes of a picture'])
  })

  it("an agent's words say in the thread how far they got: sent, or not delivered and why", async () => {
    api.push(text(42, 'I want a person, please, number 42'))
    const card = await cardOf('number 42')
    const olena = world.member('U0OLENA')
    await olena.press(card, 'winback_take_over')
    await world.slack.until(() => card.text.includes('Olena Koval has the talk'), 'the talk')
    const send = async (words: string): Promise<void> => {
      const before = new Set(world.slack.views.keys())
      const opened = () => [...world.slack.views.values()].find(({ id }) => !before.has(id))
      // A press right after another one is a double click.
      await expect.poll(() => olena.press(card, 'winback_send').then(opened), { interval: 300 }).toBeDefined()
      const form = opened()!
      expect(await olena.submit(form, { words })).toEqual({ response_action: 'clear' })
    }
    await send('Good evening')
    const good = await inThread(card, 'Good evening')
    await world.slack.until(() => world.texts(good).includes('_sent_'), 'sent')
    expect(api.of('sendMessage').some((one) => one.text?.includes('Good evening'))).toBe(true)
    api.override('sendMessage', () => ({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    }))
    await send('Are you there?')
    const bad = await inThread(card, 'Are you there?')
    await world.slack.until(() => /not delivered \(\w+/.test(world.texts(bad)), 'not delivered')
    api.override('sendMessage', null)
  })

  it('what a shopper says after the decision still reaches the thread, and does not open the ticket anew', async () => {
    api.push(text(43, 'I want a person, please, number 43'))
    const card = await cardOf('number 43')
    const olena = world.member('U0OLENA')
    await olena.press(card, 'winback_take_over')
    await world.slack.until(() => card.text.includes('has the talk'), 'the talk')
    await olena.press(card, 'winback_hand_back')
    await world.slack.until(() => card.text.includes('Handed back'), 'the decision')
    api.push(text(43, `so what now ${randomUUID().slice(0, 4)}`))
    await inThread(card, 'so what now')
    expect(card.text).toContain('Handed back')
  })
})

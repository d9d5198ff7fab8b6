// A shop's page with botframework-directlinejs talks to us as to the service that it was written for.
import { randomUUID } from 'node:crypto'
import { ConnectionStatus } from 'botframework-directlinejs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, clientOf } from '../../http/client.ts'
import { signIn } from '../../http/desk-client.ts'
import { startServer, type TestServer } from '../../server.ts'
import { as, ROOT, SECRET, talkTo, tokenFor } from './client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ DIRECTLINE_SECRET: SECRET })
})
afterAll(() => server.stop())

/** A shopper who left a cart, and whom the shop's server names as it asks for a token. */
const withCart = async () => {
  const client = clientOf(server)
  const { visitor } = await client.visitor()
  await client.add(visitor, 'backpack', 2690)
  await client.forward('45m')
  const given = await tokenFor(server, {
    winback: { anonymousId: visitor },
    user: { id: `dl_${randomUUID()}` },
  })
  return { ...given, visitor }
}

const PRICE = { text: 'It costs too much', value: { choice: 'price' } }

describe.each([
  ['its socket', true],
  ['polling', false],
])('directlinejs by %s', (_, webSocket) => {
  it('is greeted, sees its own words again, and is answered', async () => {
    const { token } = await tokenFor(server)
    const talk = talkTo(server, { token, webSocket, conversationStartProperties: { locale: 'en-US' } })
    const hello = await talk.message(({ from }) => from.role === 'bot')
    expect(hello).toMatchObject({ text: expect.stringContaining('Hello!'), textFormat: 'plain' })
    const id = await talk.post({ text: 'I want a person', channelData: { clientActivityID: 'c-1' } })
    const mine = await talk.message(({ from }) => from.role === 'user')
    expect(mine).toMatchObject({
      id,
      text: 'I want a person',
      from: { id: 'me' },
      channelData: { clientActivityID: 'c-1' },
    })
    await talk.message(
      ({ from }) => from.role === 'bot' && from.name !== undefined && talk.messages().length > 2,
    )
    talk.end()
  })

  it('is asked what is in the way, presses a button, and gets a code to see, to hear and to read', async () => {
    const { token, conversationId, visitor } = await withCart()
    const talk = talkTo(server, { token, webSocket })
    const why = await talk.message(({ suggestedActions }) => suggestedActions !== undefined)
    expect(why.suggestedActions.actions[0]).toMatchObject({ type: 'messageBack', value: { choice: 'price' } })
    expect(why.attachments[0].content).toMatchObject({ type: 'AdaptiveCard' })
    expect(JSON.stringify(why.attachments)).toContain('backpack')
    await talk.post(PRICE)
    const given = await talk.message(
      ({ attachments }) => attachments?.[0]?.content?.body?.[0]?.inlines?.[0]?.fontType === 'Monospace',
    )
    const code = given.attachments[0].content.body[0].inlines[0].text as string
    expect(code).toMatch(/^ZT(-[2-9CHKLMPTX]{4}){3}$/)
    expect(given.text).toContain(code)
    expect(given.speak).toContain(`Z T, ${[...code.slice(3, 7)].join(' ')}`)
    talk.end()

    // The order is placed; whoever reads the talk anew sees that the code is used.
    const order = { id: `o-${conversationId}`, total: '2690.00', currency: 'UAH' }
    const used = await clientOf(server).redeem(`r-${conversationId}`, {
      ...{ code, order, shopper: { anonymousId: visitor } },
    })
    expect(used.status).toBe(201)
    const again = talkTo(server, { token, conversationId, webSocket })
    const shown = await again.message(({ id }) => id === given.id)
    expect(shown.text).toContain('Цей код уже використано')
    expect(shown.attachments[0].content.body[0].inlines[0]).toMatchObject({ text: code, strikethrough: true })
    expect(again.messages().map(({ id }) => id)).toEqual(talk.messages().map(({ id }) => id))
    again.end()
  })
})

describe('directlinejs', () => {
  it('shows that somebody is writing, then an agent under her own name', async () => {
    const client = clientOf(server)
    const { visitor } = await client.visitor()
    await client.add(visitor, 'lamp', 1490)
    const { token } = await tokenFor(server, { winback: { anonymousId: visitor } })
    const talk = talkTo(server, { token, conversationStartProperties: { locale: 'en' } })
    await talk.message(({ from }) => from.role === 'bot')
    await talk.post({ text: 'I want to talk to a person' })
    await talk.until(() => talk.heard.find(({ type }) => type === 'typing'))
    const olena = await signIn(server)
    const ticket = await olena.ticketOf(visitor, 1490)
    expect((await olena.act({ act: 'take_over', ticket })).status).toBe(200)
    expect((await olena.act({ act: 'send', ticket, text: 'How can I help?' })).status).toBe(200)
    await olena.act({ act: 'note', ticket, text: 'a difficult one' })
    const hers = await talk.message(({ text }) => text === 'How can I help?')
    expect(hers.from).toMatchObject({ name: 'olena', role: 'bot' })
    // Her desk shows that it stands on the shopper's screen.
    await expect
      .poll(async () => {
        const { lines } = await olena.ticket(ticket)
        return lines.find(({ text }: { text: string }) => text === 'How can I help?')?.delivery
      })
      .toBe('delivered')
    // The bot is silent now, and does not seem to be writing.
    const typed = () => talk.heard.filter(({ type }) => type === 'typing').length
    const before = typed()
    await talk.post({ text: 'with delivery' })
    await talk.message(({ text }) => text === 'with delivery')
    expect(typed()).toBe(before)
    expect(talk.messages().map(({ text }) => text)).not.toContain('a difficult one')
    talk.end()
  })

  it('goes on after a restart with nothing lost and nothing doubled', async () => {
    const { token, conversationId } = await tokenFor(server)
    const talk = talkTo(server, { token })
    await talk.message(({ from }) => from.role === 'bot')
    await talk.post({ text: 'hello' })
    await talk.message(({ text }) => text === 'hello')
    await server.restart()
    // Something is said before it is back.
    const said = await call(
      `${server.url()}${ROOT}/conversations/${conversationId}/activities`,
      { text: 'meanwhile' },
      as(SECRET),
    )
    expect(said.status).toBe(200)
    await talk.message(({ text }) => text === 'meanwhile')
    await talk.post({ text: 'and after' })
    await talk.message(({ text }) => text === 'and after')
    const ids = talk.messages().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const whole = await call(
      `${server.url()}${ROOT}/conversations/${conversationId}/activities`,
      undefined,
      as(SECRET),
    )
    const all = whole.body.activities.map(({ id }: { id: string }) => id)
    await talk.until(() => (talk.messages().length >= all.length ? true : undefined))
    expect(talk.messages().map(({ id }) => id)).toEqual(all)
    talk.end()
  })

  it('goes on with the lines of both where its shopper turns out to be a customer, each under one id', async () => {
    const userId = randomUUID()
    const before = await tokenFor(server, { winback: { userId } })
    const url = `${server.url()}${ROOT}/conversations/${before.conversationId}/activities`
    await call(url, { text: 'I was here before' }, as(before.token))
    const { visitor: anonymousId } = await clientOf(server).visitor()
    const { token } = await tokenFor(server, { winback: { anonymousId } })
    const talk = talkTo(server, { token })
    await talk.post({ text: 'hello, it is me' })
    const mine = await talk.message(({ text }) => text === 'hello, it is me')
    const signedIn = { messageId: randomUUID(), event: 'Signed In', userId, anonymousId }
    expect((await clientOf(server).shop('/v1/track', signedIn)).status).toBe(200)
    await talk.message(({ text }) => text === 'I was here before')
    await talk.post({ text: 'and on' })
    await talk.message(({ text }) => text === 'and on')
    const again = talk.messages().filter(({ text }) => text === 'hello, it is me')
    expect(new Set(again.map(({ id }) => id))).toEqual(new Set([mine.id]))
    talk.end()
  })

  it('gets a new token for its old one, and both read the same talk', async () => {
    const { token, conversationId } = await tokenFor(server, { user: { id: 'dl_42', name: 'Olha' } })
    const fresh = await call(`${server.url()}${ROOT}/tokens/refresh`, {}, as(token))
    expect(fresh.body).toMatchObject({
      conversationId,
      expires_in: 1800,
      token: expect.not.stringMatching(/^$/),
    })
    const talk = talkTo(server, { token: fresh.body.token })
    await talk.message(({ from }) => from.role === 'bot')
    await talk.is(ConnectionStatus.Online)
    // Clients look into the token for their user.
    expect(JSON.parse(Buffer.from(fresh.body.token.split('.')[1], 'base64url').toString())).toMatchObject({
      user: 'dl_42',
    })
    await talk.post({ text: 'it is me', from: { id: 'dl_somebody_else' } })
    const mine = await talk.message(({ text }) => text === 'it is me')
    expect(mine.from).toMatchObject({ id: 'dl_42', name: 'Olha', role: 'user' })
    talk.end()
  })

  it('sends a message once, however often it sends it', async () => {
    const { token, conversationId } = await tokenFor(server)
    const url = `${server.url()}${ROOT}/conversations/${conversationId}/activities`
    const body = {
      type: 'message',
      text: 'hello',
      from: { id: 'me' },
      channelData: { clientActivityID: 'once' },
    }
    const answers = [
      ...(await Promise.all([call(url, body, as(token)), call(url, body, as(token))])),
      await call(url, body, as(token)),
    ]
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    const { activities } = (await call(url, undefined, as(token))).body
    expect(activities.filter(({ text }: { text: string }) => text === 'hello')).toHaveLength(1)
  })

  it('uploads a picture, which only an agent and the shopper get to see', async () => {
    const { token } = await tokenFor(server)
    const talk = talkTo(server, { token })
    await talk.message(({ from }) => from.role === 'bot')
    const picture = `data:image/png;base64,${Buffer.from('a picture of a scratch').toString('base64')}`
    const attachments = [{ contentType: 'image/png', contentUrl: picture, name: 'scratch.png' }]
    const id = await talk.post({
      text: 'it came like this',
      attachments,
      channelData: { clientActivityID: 'p-1' },
    })
    const mine = await talk.message(({ text }) => text === 'it came like this')
    expect(mine.id).toBe(id)
    talk.end()
  })
})

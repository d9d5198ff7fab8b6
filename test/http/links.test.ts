// Links into messengers over HTTP and the chat's socket, and the page that confirms an e-mail address.
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { call, chat, clientOf, shopperWithCode } from './client.ts'
import { createMessenger } from './messenger.ts'

const telegram = createMessenger()
const mail = createMessenger('email')
let server: TestServer
beforeAll(async () => {
  server = await startServer(
    {},
    (folder) => appendFileSync(join(folder, 'flows', 'shop.yaml'), '\nchannels: [web, telegram, email]\n'),
    async (config, parts) => [
      ...(await telegram.adapters(config, parts)),
      ...(await mail.adapters(config, parts)).map(({ channels = [] }) => ({
        channels: channels.map(({ deepLink: _, ...channel }) => channel),
      })),
    ],
  )
})
afterAll(() => server.stop())

describe('POST /v1/links', () => {
  it('gives a page the links of its own visitor, by the token and by nothing else', async () => {
    const { page } = clientOf(server)
    const { visitor, token, talk } = await shopperWithCode(server)
    const answer = await page('/v1/links', { anonymousId: token })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.body.links.map(({ channel }: { channel: string }) => channel)).toEqual(['telegram'])
    expect(await telegram.opens('1', answer.body.links[0].url)).toBe('join')
    await telegram.heard('1', ({ code }) => code !== undefined)
    expect((await page('/v1/links', { anonymousId: token })).body.links).toEqual([])
    for (const anonymousId of [visitor, undefined, `v1.${visitor}.x`])
      expect(await page('/v1/links', { anonymousId })).toMatchObject({ status: 403 })
    expect((await page('/v1/links', { userId: '42' })).status).toBe(403)
    expect((await page('/v1/links', { flow: 'parcel' })).status).toBe(403)
    talk.close()
  })

  it('gives the shop those of a shopper, and of a flow', async () => {
    const { shop } = clientOf(server)
    await shop('/v1/identify', { messageId: randomUUID(), userId: 'links-1', traits: {} })
    expect((await shop('/v1/links', { userId: 'links-1' })).body.links).toHaveLength(1)
    expect(await shop('/v1/links', { userId: 'nobody' })).toMatchObject({ status: 404 })
    const made = await shop('/v1/links', { flow: 'parcel', days: 30 })
    expect(made.body.links[0].url).toContain(made.body.token)
    expect(await telegram.opens('2', made.body.links[0].url)).toBe('flow')
    expect((await telegram.heard('2')).choices.map(({ id }) => id)).toEqual(['fine', 'human'])
    expect(await shop('/v1/links', { flow: 'welcome' })).toMatchObject({
      ...{ status: 404, body: { code: 'no_such_campaign' } },
    })
  })

  it('the same over the chat’s own socket', async () => {
    const { talk } = await shopperWithCode(server)
    talk.say({ kind: 'links' })
    const links = await talk.until(() => talk.heard.find((says) => says.kind === 'links'))
    expect(links).toMatchObject({ links: [{ channel: 'telegram' }] })
    const stranger = await chat(server, undefined)
    stranger.say({ kind: 'links' })
    expect(await stranger.until(() => stranger.heard.find((says) => says.kind === 'links'))).toMatchObject({
      links: [],
    })
    talk.close()
    stranger.close()
  })
})

describe('the hello of a chat', () => {
  it('says the browser’s time zone, where it is one', async () => {
    const { shop, page } = clientOf(server)
    for (const [zone, seen] of [
      ['America/New_York', 'America/New_York'],
      ['Nowhere/Land', undefined],
    ] as const) {
      const { visitor, token } = (await page('/v1/visitors', {})).body
      const talk = await chat(server, token, 0, { zone })
      talk.say({ kind: 'open', id: randomUUID() })
      await talk.line(() => true)
      const userId = `zone-${visitor}`
      await shop('/v1/identify', { messageId: randomUUID(), userId, anonymousId: visitor, traits: {} })
      const bearer = { authorization: `Bearer ${server.secretKey}` }
      const { seen: had } = (await call(`${server.url()}/v1/shoppers/${userId}`, undefined, bearer)).body
      expect(had?.time_zone).toBe(seen)
      talk.close()
    }
  })
})

describe('the page that confirms an e-mail', () => {
  it('confirms by the press of its button alone, once, and shows nothing of what it confirms', async () => {
    const { talk, code } = await shopperWithCode(server)
    const press = (choice: string) => talk.say({ kind: 'choose', id: randomUUID(), choice, text: choice })
    press('send_email')
    await talk.line(({ choices }) => choices?.some(({ id }) => id === 'send_yes') ?? false)
    press('send_yes')
    await talk.line(({ text }) => text.includes('Яка у вас адреса пошти'))
    talk.say({ kind: 'say', id: randomUUID(), text: 'anna@example.com' })
    const letter = await mail.heard('anna@example.com')
    const url = /https?:\/\/\S+\/confirm\/[\w-]+/.exec(letter.text)![0]
    expect(JSON.stringify(talk.heard)).not.toContain('/confirm/')
    for (let n = 0; n < 3; n++) {
      const shown = await call(url)
      expect(shown.status).toBe(200)
      expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(shown.headers.get('referrer-policy')).toBe('no-referrer')
      expect(shown.body).toContain('a•••@example.com')
    }
    expect(mail.sent).toHaveLength(1)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await call(url, '', form, 'POST')).status).toBe(200)
    expect((await mail.heard('anna@example.com', (one) => one.code !== undefined)).code!.text).toBe(code)
    expect((await call(url, '', form, 'POST')).status).toBe(410)
    expect((await call(url)).status).toBe(410)
    const other = url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    for (const wrong of [other, `${server.url()}/confirm/x`])
      expect((await call(wrong, '', form, 'POST')).status).toBe(410)
    talk.close()
  })
})

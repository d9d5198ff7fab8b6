import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { WebSocket } from 'ws'
import type * as wire from '../../../src/browser/widget/wire.ts'
import type * as protocol from '../../../src/channels/web/protocol.ts'
import { readDocument } from '../../../src/core/document.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { call, chat, clientOf, shopperWithCode } from '../../http/client.ts'
import { startServer, type TestServer } from '../../server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const open = () => ({ kind: 'open', id: randomUUID() })
const words = (text: string) => ({ kind: 'say', id: randomUUID(), text })

describe('the web chat', () => {
  it('speaks the same protocol on both sides', () => {
    expectTypeOf<wire.ClientSays>().toEqualTypeOf<protocol.ClientSays>()
    expectTypeOf<wire.ServerSays>().toEqualTypeOf<protocol.ServerSays>()
  })

  it('greets who opens it, and answers', async () => {
    const talk = await chat(server, undefined)
    talk.say(open())
    await talk.line((line) => line.who === 'bot')
    const mine = words('I want a person')
    talk.say(mine)
    await talk.until(() => talk.heard.find((says) => says.kind === 'heard' && says.id === mine.id))
    expect((await talk.line((line) => line.who === 'shopper')).text).toBe('I want a person')
    await talk.line((line) => line.who === 'bot' && line.seq > 2)
    talk.close()
  })

  it('takes a word once, however often it is sent', async () => {
    const talk = await chat(server, undefined)
    const mine = words('hello')
    for (let n = 0; n < 3; n += 1) talk.say(mine)
    await talk.until(() =>
      talk.heard.filter((says) => says.kind === 'heard').length === 3 ? true : undefined,
    )
    expect(talk.lines().filter((line) => line.who === 'shopper')).toHaveLength(1)
    talk.close()
  })

  it('goes on after the last line that was seen, also after a restart, with nothing lost or doubled', async () => {
    const { token, talk } = await shopperWithCode(server)
    const all = talk.lines()
    talk.close()
    await server.restart()
    const rest = await chat(server, token, all[0]!.seq, talk.known())
    await rest.until(() => (rest.lines().length >= all.length - 1 ? true : undefined))
    expect(rest.lines()).toEqual(all.slice(1))
    rest.close()
  })

  it('begins with the latest lines of a long talk, and gives earlier ones when asked', async () => {
    const client = clientOf(server)
    const { token } = await client.visitor()
    for (let round = 0; round < 10; round += 1) {
      const talk = await chat(server, token, 1)
      for (let n = 0; n < 7; n += 1) {
        const mine = words(`round ${round} word ${n}`)
        talk.say(mine)
        await talk.until(() => talk.heard.find((says) => says.kind === 'heard' && says.id === mine.id))
      }
      talk.close()
    }
    const talk = await chat(server, token)
    const page = await talk.until(() => talk.heard.find((says) => says.kind === 'page'))
    expect(page).toMatchObject({ more: true })
    const [first] = talk.lines()
    expect(talk.lines().length).toBeLessThanOrEqual(50)
    talk.say({ kind: 'earlier', before: first!.seq })
    const earlier = await talk.until(() => talk.heard.find((says) => says.kind === 'earlier'))
    expect(earlier).toMatchObject({ more: false })
    const all = [...(earlier.kind === 'earlier' ? earlier.lines : []), ...talk.lines()].map(
      (line) => line.seq,
    )
    expect(all).toEqual(Array.from({ length: all.length }, (_, i) => i + 1))
    expect(all.length).toBeGreaterThanOrEqual(70)
    // Who missed more than a page, or has lines that are not there, gets a new page as well.
    for (const last of [2, 9000]) {
      const again = await chat(server, token, last, talk.known())
      expect(await again.until(() => again.heard.find((says) => says.kind === 'page'))).toMatchObject(page)
      again.close()
    }
    talk.close()
  })

  it('goes on under the account that its visitor logs in to, with every line of both and none twice', async () => {
    const client = clientOf(server)
    const signIn = (anonymousId: string) =>
      client.shop('/v1/track', {
        ...{ messageId: randomUUID(), event: 'Signed In', userId: 'u-fold', anonymousId },
      })
    const account = await client.visitor()
    const phone = await chat(server, account.token)
    phone.say(words('from my phone'))
    await phone.line((line) => line.who === 'bot')
    await signIn(account.visitor)
    const { token, visitor } = await client.visitor()
    const talk = await chat(server, token)
    talk.say(words('from my desk'))
    await talk.line((line) => line.who === 'bot')
    const before = talk.lines().at(-1)!.seq
    await signIn(visitor)
    const page = await talk.until(() =>
      talk.heard.find(
        (says, i) => says.kind === 'page' && i > talk.heard.findIndex((one) => one.kind === 'line'),
      ),
    )
    const said = page.kind === 'page' ? page.lines.map(({ text }) => text) : []
    expect(said.filter((text) => text.startsWith('from my'))).toEqual(['from my phone', 'from my desk'])
    talk.say(words('and on'))
    const on = await talk.line((line) => line.text === 'and on')
    await phone.line((line) => line.text === 'and on')
    expect(on.seq).toBeGreaterThan(before)
    talk.close()
    // Its old numbers are of another talk: who comes back with them gets a page.
    const back = await chat(server, token, before, { talk: 'another' })
    const again = await back.until(() => back.heard.find((says) => says.kind === 'page'))
    expect(again.kind === 'page' && again.lines.map(({ text }) => text)).toContain('from my phone')
    back.close()
    phone.close()
  })

  it('says its clock, the state of each code, and when that changes', async () => {
    const client = clientOf(server)
    const { code, talk, visitor, token } = await shopperWithCode(server)
    const { code: card } = await talk.line((line) => line.code !== undefined)
    expect(card).toMatchObject({ text: code, state: 'issued' })
    const order = { id: 'o-clock', total: '2690.00' }
    const { status } = await client.redeem('r-clock', { code, order, shopper: { anonymousId: visitor } })
    expect(status).toBe(201)
    const now = await talk.until(() => talk.heard.find((says) => says.kind === 'code'))
    expect(now).toMatchObject({ text: code, state: 'redeemed' })
    const welcome = talk.heard.find((says) => says.kind === 'welcome')
    expect(welcome?.kind === 'welcome' && Math.abs(welcome.now - card!.until)).toBeLessThan(3 * 86_400_000)
    // Also to one that was away meanwhile.
    const back = await chat(server, token, talk.lines().at(-1)!.seq, talk.known())
    expect(await back.until(() => back.heard.find((says) => says.kind === 'code'))).toMatchObject({
      ...{ text: code, state: 'redeemed' },
    })
    back.close()
    talk.close()
  })

  it('keeps with the shopper where the browser says it came from', async () => {
    const talk = await chat(server, undefined)
    talk.close()
    const { token, visitor } = await clientOf(server).visitor()
    const again = await chat(server, token, 0, { source: 'newsletter' })
    again.say(words('hello'))
    await again.line((line) => line.who === 'bot')
    const store = await openSqliteStore(join(server.folder, 'data', 'winback.db'))
    const sources: unknown[] = []
    for await (const document of store.records.shoppers()) {
      const { addresses, seen } = readDocument(document)
      if (JSON.stringify(addresses).includes(visitor)) sources.push(seen?.source)
    }
    await store.close()
    expect(sources).toEqual(['newsletter'])
    again.close()
  })

  it('answers whoever comes without a WebSocket what it is', async () => {
    const { status, body, headers } = await call(`${server.url()}/v1/chat?key=${server.pageKey}`)
    expect(status).toBe(426)
    expect(headers.get('upgrade')).toBe('websocket')
    expect(body).toMatchObject({ code: 'upgrade_required', status: 426 })
  })

  it('shows a code to its own visitor only, and keeps it nowhere', async () => {
    const { code, talk } = await shopperWithCode(server)
    const stranger = await chat(server, 'v1.AAAAAAAAAAAAAAAAAAAAAA.forged', 0)
    const welcome = await stranger.until(() => stranger.heard.find((says) => says.kind === 'welcome'))
    expect(welcome.kind === 'welcome' && welcome.visitor).not.toBe('AAAAAAAAAAAAAAAAAAAAAA')
    stranger.say({ kind: 'ping' })
    await stranger.until(() => stranger.heard.find((says) => says.kind === 'pong'))
    expect(stranger.lines()).toEqual([])
    stranger.close()
    talk.say(words(`my code ${code} does not work`))
    expect((await talk.line((line) => line.text.includes('does not work'))).text).toContain(code)
    const bare = code.replaceAll('-', '')
    for (const file of readdirSync(join(server.folder, 'data'), { recursive: true, encoding: 'utf8' })) {
      if (!/winback\.db/.test(file)) continue
      const kept = readFileSync(join(server.folder, 'data', file), 'latin1')
      expect(kept.includes(code) || kept.includes(bare)).toBe(false)
    }
    talk.close()
  })

  it('slows down who sends too fast', async () => {
    const talk = await chat(server, undefined)
    for (let n = 0; n < 12; n += 1) talk.say(words(`${n}`))
    const refused = await talk.until(() => talk.heard.find((says) => says.kind === 'refused'))
    expect(refused).toMatchObject({ reason: 'too_fast' })
    talk.close()
  })

  it.each([
    ['no JSON', 'hello'],
    ['another kind', '{"kind":"admin"}'],
    ['a text that is too long', JSON.stringify({ kind: 'say', id: 'aaaaaaaa', text: 'x'.repeat(4001) })],
  ])('ends the connection at %s', async (_, frame) => {
    const talk = await chat(server, undefined)
    await talk.until(() => talk.heard[0])
    talk.say(frame === 'hello' ? frame : JSON.parse(frame))
    expect(await talk.closed).toBe(1008)
  })

  it('lets in no page of another shop, and nobody without the page key', async () => {
    const url = server.url().replace('http', 'ws')
    const status = (path: string, origin?: string) =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(url + path, origin ? { origin } : {})
        socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
        socket.on('open', () => resolve(101))
        socket.on('error', () => undefined)
      })
    const path = `/v1/chat?key=${server.pageKey}`
    expect(await status(path, 'https://evil.example')).toBe(403)
    expect(await status(path, server.url())).toBe(101)
    expect(await status('/v1/chat?key=wrong')).toBe(401)
    expect(await status('/elsewhere')).toBe(404)
  })

  it('never shows what agents note among themselves', async () => {
    const client = clientOf(server)
    const { visitor, token } = await client.visitor()
    await client.add(visitor, 'espresso', 24900)
    const talk = await chat(server, token)
    talk.say(words('I want a person'))
    await talk.line((line) => line.who === 'bot')
    const desk = await import('../../http/desk-client.ts').then((one) => one.signIn(server))
    const ticket = await desk.ticketOf(visitor, 24900)
    await desk.act({ act: 'note', ticket, text: 'be careful here' })
    await desk.act({ act: 'send', ticket, text: 'Good morning, Olena here' })
    const line = await talk.line((one) => one.who === 'agent')
    expect(line).toMatchObject({ by: 'olena', text: 'Good morning, Olena here' })
    expect(JSON.stringify(talk.lines())).not.toContain('careful')
    talk.close()
  })
})

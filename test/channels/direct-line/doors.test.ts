// Who gets in at Direct Line's doors, and who does not: keys, tokens of every wrong kind, origins, limits, files.
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openFiles } from '../../../src/channels/direct-line/files.ts'
import { createTokens } from '../../../src/channels/direct-line/token.ts'
import { isSame } from '../../../src/http/auth.ts'
import { createSeal } from '../../../src/seal.ts'
import { openSeal } from '../../../src/start/sealing-key.ts'
import { call, clientOf } from '../../http/client.ts'
import { startServer, type TestServer, testConfig } from '../../server.ts'
import { as, type Given, ROOT, SECRET, tokenFor } from './client.ts'

const SHOP = 'https://shop.example'
const EVIL = 'https://evil.example'

let server: TestServer
let mine: Given
let theirs: Given
beforeAll(async () => {
  server = await startServer({ DIRECTLINE_SECRET: SECRET, WINBACK_ORIGINS: SHOP })
  mine = await tokenFor(server)
  theirs = await tokenFor(server)
})
afterAll(() => server.stop())

const at = (path: string) => `${server.url()}${ROOT}${path}`
const talk = (id = mine.conversationId) => at(`/conversations/${id}/activities`)
const refusal = ({ status, body }: Awaited<ReturnType<typeof call>>) => [status, body.error?.code]

/** What would sign tokens of this server, `ago` ms before now. */
const signer = (ago = 0, seal = openSeal(testConfig(server.folder))) =>
  createTokens({
    ...{ isSame, random: randomBytes, now: () => Date.now() - ago },
    hmac: (text) => seal.hmac('token', text),
    hmacs: (text) => seal.hmacs('token', text),
  })

const streamAs = (id: string, t: string, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${at(`/conversations/${id}/stream`).replace('http', 'ws')}?t=${t}`, {
      headers,
    })
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => {})
  })

describe('without its secret', () => {
  it('there is no such door', async () => {
    const without = await startServer()
    expect((await call(`${without.url()}${ROOT}/tokens/generate`, {})).status).toBe(404)
    await without.stop()
  })

  it('a secret that is the page key, or a short one, is refused at the start', () => {
    const wrong = (secret: string) => () => testConfig(server.folder, { DIRECTLINE_SECRET: secret })
    expect(wrong(server.pageKey)).toThrow('which everybody can read')
    expect(wrong('short')).toThrow('DIRECTLINE_SECRET')
  })
})

describe('new tokens', () => {
  it('are for the bearer of the secret, and not for a page, whatever it brings', async () => {
    const ask = async (headers: Readonly<Record<string, string>>) =>
      refusal(await call(at('/tokens/generate'), {}, headers))
    expect(await ask({})).toEqual([401, 'NotAllowed'])
    for (const token of [server.pageKey, server.secretKey, `${SECRET}x`, mine.token])
      expect(await ask(as(token))).toEqual([403, 'NotAllowed'])
    expect(await ask(as(SECRET, { origin: SHOP }))).toEqual([403, 'NotAllowed'])
  })

  it('name users that begin with dl_, and nobody else can', async () => {
    const other = await call(at('/tokens/generate'), { user: { id: 'olha' } }, as(SECRET))
    expect(refusal(other)).toEqual([400, 'MalformedData'])
    expect(other.body.error.message).toContain('user.id')
    const userOf = (token: string) =>
      JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).user
    const start = (user: string, given: Given) =>
      call(at('/conversations'), { user: { id: user } }, as(given.token))
    expect(userOf((await start('dl_somebody', await tokenFor(server))).body.token)).toBeUndefined()
    expect(userOf((await start('olha', await tokenFor(server))).body.token)).toBe('olha')
    const bound = await tokenFor(server, { user: { id: 'dl_1' } })
    expect(userOf((await start('olha', bound)).body.token)).toBe('dl_1')
  })
})

describe('a token', () => {
  it('is of one conversation: it reads, says, joins and streams in no other', async () => {
    const other = theirs.conversationId
    for (const answer of [
      await call(talk(other), undefined, as(mine.token)),
      await call(talk(other), { text: 'hello' }, as(mine.token)),
      await call(at(`/conversations/${other}`), undefined, as(mine.token)),
      await call(at(`/conversations/${other}/upload`), 'x', as(mine.token, { 'content-type': 'text/plain' })),
    ])
      expect(refusal(answer)).toEqual([403, 'NotAllowed'])
    expect(await streamAs(other, mine.token)).toBe(403)
    expect(await streamAs(mine.conversationId, mine.token)).toBe(101)
  })

  it('that was forged, changed, signed by another key or made for something else is none', async () => {
    const [head, payload, signature] = mine.token.split('.') as [string, string, string]
    const write = (what: object) => Buffer.from(JSON.stringify(what)).toString('base64url')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const own = signer()
    const { visitor, token: visitors } = await clientOf(server).visitor()
    const wrong = [
      `${head}.${write({ ...claims, conv: theirs.conversationId })}.${signature}`,
      `${head}.${write({ ...claims, exp: claims.exp + 1 })}.${signature}`,
      `${write({ typ: 'JWT', alg: 'none' })}.${payload}.`,
      `${write({ typ: 'JWT', alg: 'none' })}.${payload}.${signature}`,
      `${head}.${payload}.`,
      `${mine.token}x`,
      signer(0, createSeal(randomBytes(32))).talk({ conv: mine.conversationId }),
      own.stream({ conv: mine.conversationId }),
      own.file(mine.conversationId, 'x'),
      ...[visitors, visitor, 'x'.repeat(5000), 'a.b.c'],
    ]
    for (const token of wrong) {
      expect(refusal(await call(talk(), undefined, as(token))), token).toEqual([403, 'NotAllowed'])
      expect(refusal(await call(at('/tokens/refresh'), {}, as(token))), token).toEqual([403, 'NotAllowed'])
    }
    for (const token of [...wrong.slice(0, 7), own.file(mine.conversationId, 'x')])
      expect(await streamAs(mine.conversationId, token)).toBe(401)
  })

  it('that is over says so, and is not refreshed', async () => {
    const old = signer(31 * 60_000).talk({ conv: mine.conversationId })
    expect(refusal(await call(talk(), undefined, as(old)))).toEqual([403, 'TokenExpired'])
    expect(refusal(await call(at('/tokens/refresh'), {}, as(old)))).toEqual([403, 'TokenExpired'])
    expect(await streamAs(mine.conversationId, old)).toBe(403)
    expect(await streamAs(mine.conversationId, signer(61_000).stream({ conv: mine.conversationId }))).toBe(
      403,
    )
    expect(await streamAs(mine.conversationId, signer(29_000).stream({ conv: mine.conversationId }))).toBe(
      101,
    )
  })

  it('for the pages of one origin is of no use on others', async () => {
    const { token } = await tokenFor(server, { trustedOrigins: ['https://app.example'] })
    const refresh = async (origin: string) =>
      (await call(at('/tokens/refresh'), {}, as(token, { origin }))).status
    expect(await refresh('https://app.example')).toBe(200)
    expect(await refresh(SHOP)).toBe(403)
  })
})

describe('the secret', () => {
  it('opens every conversation, and none that was never given out', async () => {
    expect((await call(talk(), undefined, as(SECRET))).status).toBe(200)
    for (const id of ['x', `${mine.conversationId}x`, mine.conversationId.replace(/.$/, '!'), 'A'.repeat(34)])
      expect(refusal(await call(talk(encodeURIComponent(id)), undefined, as(SECRET)))).toEqual([
        404,
        'NotFound',
      ])
  })
})

describe('pages', () => {
  it('of the shop may ask and read, others may not', async () => {
    const ask = (origin: string) =>
      fetch(talk(), { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })
    const shop = await ask(SHOP)
    expect([shop.status, shop.headers.get('access-control-allow-origin')]).toEqual([204, SHOP])
    expect(shop.headers.get('access-control-allow-headers')).toContain('x-ms-bot-agent')
    const evil = await ask(EVIL)
    expect([evil.status, evil.headers.get('access-control-allow-origin')]).toEqual([403, null])
    expect((await call(talk(), undefined, as(mine.token, { origin: EVIL }))).status).toBe(403)
    expect((await call(talk(), undefined, as(mine.token, { origin: SHOP }))).status).toBe(200)
    expect(await streamAs(mine.conversationId, mine.token, { origin: EVIL })).toBe(403)
    expect(await streamAs(mine.conversationId, mine.token, { origin: SHOP })).toBe(101)
    // A page reads why it was refused.
    const refused = await call(talk(), undefined, as('x', { origin: SHOP }))
    expect(refused.headers.get('access-control-allow-origin')).toBe(SHOP)
  })
})

describe('limits', () => {
  it('a conversation speaks no faster than one who types, and hears how long to wait', async () => {
    const { conversationId, token } = await tokenFor(server)
    const say = (n: number) => call(talk(conversationId), { text: `word ${n}` }, as(token))
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => say(n)))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThanOrEqual(3)
    expect(refused[0]!.body.error.code).toBe('TooManyRequests')
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  })

  it('too long, too large, malformed and empty are each told so', async () => {
    const { conversationId, token } = await tokenFor(server)
    const post = async (body: unknown) => refusal(await call(talk(conversationId), body, as(token)))
    expect(await post({ text: 'x'.repeat(4001) })).toEqual([400, 'MalformedData'])
    expect(await post({ text: 'x', value: 'y'.repeat(70_000) })).toEqual([413, 'MalformedData'])
    expect(await post('{')).toEqual([400, 'MalformedData'])
    expect(await post('[]')).toEqual([400, 'MalformedData'])
    expect(await post({ type: 'message', text: '  ' })).toEqual([400, 'MissingProperty'])
    expect((await post({ type: 'typing' }))[0]).toBe(200)
  })
})

describe('files', () => {
  const upload = (given: Given, body: FormData | Blob) =>
    fetch(at(`/conversations/${given.conversationId}/upload?userId=me`), {
      ...{ method: 'POST', body, headers: as(given.token) },
    })
  const secretive = 'the bytes of a picture'
  const folder = () => join(server.folder, 'data', 'direct-line')

  it('come with words or alone, and lie sealed', async () => {
    const given = await tokenFor(server)
    const form = new FormData()
    const says = { type: 'message', text: 'look', channelData: { clientActivityID: 'f-1' } }
    form.append('activity', new Blob([JSON.stringify(says)], { type: 'application/vnd.microsoft.activity' }))
    form.append('file', new Blob([secretive], { type: 'image/png' }), 'scratch.png')
    const first = (await (await upload(given, form)).json()) as { id: string }
    expect(first.id).toContain(given.conversationId)
    const before = readdirSync(folder()).length
    // Sent again, it is the same message, and its files are not kept twice.
    expect(await (await upload(given, form)).json()).toEqual(first)
    expect(readdirSync(folder())).toHaveLength(before)
    expect((await upload(given, new Blob([secretive], { type: 'image/png' }))).status).toBe(200)
    for (const name of readdirSync(folder()))
      expect(readFileSync(join(folder(), name)).includes(secretive)).toBe(false)
    const { activities } = (await call(talk(given.conversationId), undefined, as(given.token))).body
    expect(activities.filter(({ text }: { text: string }) => text === 'look')).toHaveLength(1)
  })

  it('that are too large, or too many, or nobody’s are refused', async () => {
    const given = await tokenFor(server)
    expect((await upload(given, new Blob([Buffer.alloc(8 * 1024 * 1024 + 1)]))).status).toBe(413)
    const form = new FormData()
    for (let n = 0; n < 11; n += 1) form.append('file', new Blob(['x']), `${n}`)
    expect((await upload(given, form)).status).toBe(400)
    expect((await upload(given, new FormData())).status).toBe(400)
    expect((await upload({ ...given, token: 'x' }, new Blob(['x']))).status).toBe(403)
  })

  it('are fetched by a link of ours only, and never run as a page', async () => {
    const files = openFiles(folder())
    const ref = (await files.put('image/png', Buffer.from(secretive)))!
    const page = (await files.put('text/html', Buffer.from('<script>alert(1)</script>')))!
    const get = (t: string) => call(at(`/attachments?t=${t}`))
    const shown = await get(signer().file('c', ref))
    expect([shown.status, shown.type, shown.body]).toEqual([200, 'image/png', secretive])
    const html = await get(signer().file('c', page))
    expect([html.type, html.headers.get('content-disposition')]).toEqual([
      'application/octet-stream',
      'attachment',
    ])
    expect((await get(signer(31 * 60_000).file('c', ref))).status).toBe(403)
    expect((await get(mine.token)).status).toBe(403)
    expect(
      (await get(signer().file('c', `${ref.slice(0, -1)}${ref.endsWith('A') ? 'E' : 'A'}`))).status,
    ).toBe(404)
    expect((await get(signer().file('c', '../../key.x'))).status).toBe(404)
  })

  it('are removed when they are old, and there is room for so many', async () => {
    const files = openFiles(folder(), 10)
    await files.tidy(Date.now())
    expect(await files.put('text/plain', Buffer.from('x'))).toBeNull()
    await files.tidy(Date.now() + 31 * 24 * 3_600_000)
    expect(readdirSync(folder())).toEqual([])
    expect(await files.put('text/plain', Buffer.from('x'))).not.toBeNull()
  })
})

// The doors of channels and desks, knocked at by strangers with whatever comes: each refuses, none breaks, and whoever
// knocks rightly afterwards is let in.
import { createHmac, randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Azure, startAzure } from '../channels/bot-framework/azure.ts'
import { type BotApi, openBotApi, TOKEN } from '../channels/telegram/bot-api.ts'
import { SECRET } from '../desks/slack/member.ts'
import { BOT, CHANNEL, type Slack, startSlack } from '../desks/slack/stub.ts'
import { startServer, type TestServer } from '../server.ts'

const APP_SECRET = Buffer.alloc(32, 9)
const NOWHERE = 'http://127.0.0.1:9'
let api: BotApi
let slack: Slack
let azure: Azure
let server: TestServer
beforeAll(async () => {
  api = await openBotApi()
  slack = await startSlack()
  azure = await startAzure()
  server = await startServer({
    ...azure.settings,
    ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root },
    TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-some-length',
    ...{ SLACK_BOT_TOKEN: BOT, SLACK_CHANNEL: CHANNEL },
    ...{ SLACK_API_URL: slack.apiUrl(), SLACK_SIGNING_SECRET: SECRET },
    ...{ TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'f'.repeat(32) },
    ...{ TWILIO_FROM: '+15005550006', TWILIO_API_ROOT: NOWHERE },
    ...{ WINBACK_APP_URL: NOWHERE, WINBACK_APP_SECRET: `whsec_${APP_SECRET.toString('base64')}` },
    ...{ DIRECTLINE_SECRET: 'd'.repeat(40), WINBACK_URL: 'https://chat.shop.example' },
  })
})
afterAll(async () => {
  await server.stop()
  await Promise.all([api.close(), slack.stop(), azure.stop()])
})

const DOORS = [
  ...['/hooks/app', '/hooks/telegram', '/hooks/sms/twilio', '/slack/events', '/api/messages'],
  ...['tokens/generate', 'tokens/refresh', 'conversations', 'conversations/x/activities'].map(
    (door) => `/v3/directline/${door}`,
  ),
  '/v3/directline/conversations/x/upload',
]
const LINKS = ['/c/', '/confirm/', '/hooks/stop/', '/hooks/answer/']
const WORDS = [
  'x',
  '%00',
  '%FF',
  '..%2f..%2fetc',
  '__proto__',
  'A'.repeat(64),
  'A'.repeat(2000),
  'x?choice=%FF',
]
const TYPES = [
  ...['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''],
  ...['multipart/form-data', 'text/plain; charset=utf-7', 'x', 'application/json; charset="', '\u00ff'],
]
const BODIES: readonly (string | Uint8Array<ArrayBuffer>)[] = [
  ...['', '{', 'null', '1', '[]', '""', '['.repeat(50_000), '\u0000'.repeat(1000)],
  ...['{"__proto__":{"type":"message"},"constructor":{"prototype":1}}', '{"update_id":1e400,"message":{}}'],
  ...['payload=%7B%22__proto__%22%3A1%7D', 'payload=%FF', 'choice=__proto__'],
  '--x\r\nContent-Disposition: form-data; name="activity"\r\n\r\n{',
  new Uint8Array([0xff, 0xfe, 0x00, 0xc0, 0x80]),
]
/** Signs of every door, all of them wrong. */
const FORGED = {
  ...{
    authorization: 'Bearer x.y.z',
    'x-twilio-signature': 'x',
    'x-telegram-bot-api-secret-token': '\u00ff',
  },
  ...{ 'x-slack-signature': 'v0=', 'x-slack-request-timestamp': '99999999999999999999' },
  ...{ 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': 'v1,' },
}

const knock = async (
  method: string,
  door: string,
  more: Readonly<Record<string, string>>,
  body?: BodyInit,
) => {
  const { status, ...answer } = await fetch(`${server.url()}${door}`, {
    ...{ method, redirect: 'manual', headers: { ...FORGED, ...more }, ...(body !== undefined && { body }) },
  }).then(async (one) => ({ status: one.status, text: await one.text() }))
  const isRefused = status >= 400 && status < 500 && !/\.ts:\d|node_modules/.test(answer.text)
  return isRefused ? [] : [`${method} ${door.slice(0, 60)} ${JSON.stringify(more)}: ${status} ${answer.text}`]
}

it('whatever strangers send is refused', async () => {
  const doors = [...DOORS, ...LINKS.flatMap((door) => WORDS.map((word) => door + word))]
  const wrong: string[] = []
  for (const door of doors) {
    for (const method of ['GET', 'PUT', 'DELETE']) wrong.push(...(await knock(method, door, {})))
    for (const [n, body] of BODIES.entries())
      for (const type of [TYPES[n % TYPES.length]!, TYPES[(n * 5 + 1) % TYPES.length]!])
        wrong.push(...(await knock('POST', door, type === '' ? {} : { 'content-type': type }, body)))
  }
  expect(wrong).toEqual([])
})

it('what is packed small and is large inside is refused', async () => {
  const bomb = new Uint8Array(gzipSync(Buffer.alloc(64 * 1024 * 1024)))
  const wrong: string[] = []
  for (const door of [...DOORS, ...LINKS.map((link) => `${link}x`)])
    for (const encoding of ['gzip', 'br', 'gzip, gzip', 'x'])
      wrong.push(...(await knock('POST', door, { 'content-encoding': encoding }, bomb)))
  expect(wrong).toEqual([])
})

/** What is answered to these very bytes, until the server closes. */
const raw = (bytes: string): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(server.url())
    let heard = ''
    const socket = connect(Number(port), hostname, () => socket.end(bytes))
    socket.on('data', (data) => {
      heard += data
    })
    socket.on('error', () => resolve(heard))
    socket.on('close', () => resolve(heard))
  })

it('what is cut off, flooded with headers or addressed elsewhere is refused, and the next one is heard', async () => {
  const host = 'HTTP/1.1\r\nHost: x\r\n'
  const socket = 'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n'
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
  const floods = Array.from({ length: 3000 }, (_, n) => `x-${n}: y\r\n`).join('')
  for (const bytes of [
    `POST /slack/events ${host}Content-Length: 100\r\n\r\n{`,
    `POST /api/messages ${host}Transfer-Encoding: chunked\r\n\r\nffffffff\r\n`,
    `POST /hooks/app ${host}${floods}\r\n`,
    `GET //evil.example/c/x ${host}Connection: close\r\n\r\n`,
    `GET http://evil.example/c/x ${host}Connection: close\r\n\r\n`,
    `GET /hooks/stop/x HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n`,
    `GET //[ ${host}${socket}${key}\r\n`,
    `GET /v3/directline/conversations/x/stream?watermark=-1&t=%FF ${host}${socket}${key}\r\n`,
  ])
    expect(await raw(bytes), bytes.slice(0, 60)).toMatch(/^HTTP\/1\.1 4\d\d /)
  const body = JSON.stringify({ kind: 'opened', shopper: 'a' })
  const [id, at] = [randomUUID(), String(Math.floor(Date.now() / 1000))]
  const signature = createHmac('sha256', APP_SECRET).update(`${id}.${at}.${body}`).digest('base64')
  const right = { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': `v1,${signature}` }
  const { status } = await fetch(`${server.url()}/hooks/app`, { method: 'POST', headers: right, body })
  expect(status).toBe(200)
})

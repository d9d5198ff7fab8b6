// Who may speak at /api/messages: real tokens against a real keys' document, and every forgery that we know of. Each
// refusal is the same server, the same activity, and one thing changed.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startServer, type TestServer } from '../../server.ts'
import { aFolder, startProcess } from '../../server-process.ts'
import { type Azure, inTeams, inWebChat, post, startAzure } from './azure.ts'

let azure: Azure
let server: TestServer
beforeAll(async () => {
  azure = await startAzure()
  server = await startServer({ ...azure.settings, WINBACK_LOG: 'silent' })
  // The SDK says on the console why it did not like a token.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterAll(async () => {
  await server.stop()
  await azure.stop()
  vi.restoreAllMocks()
})

const seconds = (from: number): number => Math.floor(Date.now() / 1000) + from
const DAY = 24 * 60 * 60

describe('a token', () => {
  it('that Microsoft made for this bot, this service and this channel opens the door', async () => {
    expect(await post(server, inTeams(azure), azure.tokenOf())).toMatchObject({ status: 200 })
    expect(await post(server, inWebChat(azure), azure.tokenOf())).toMatchObject({ status: 200 })
  })

  const forged: readonly (readonly [string, number, () => string | null])[] = [
    ['is missing', 401, () => null],
    ['is no token', 401, () => 'nonsense'],
    ['is an empty one', 401, () => '..'],
    ['is of another issuer', 401, () => azure.tokenOf({ iss: 'https://evil.example' })],
    [
      'is of the emulator',
      401,
      () => azure.tokenOf({ iss: 'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/' }),
    ],
    ['has no issuer', 401, () => azure.tokenOf({ iss: undefined })],
    ['is for another bot', 401, () => azure.tokenOf({ aud: '0a1b2c3d-0000-4000-8000-000000000002' })],
    ['is for nobody', 401, () => azure.tokenOf({ aud: undefined })],
    [
      'has a changed word',
      401,
      () =>
        azure
          .tokenOf()
          .replace(
            /\.[^.]+\./,
            `.${Buffer.from(JSON.stringify({ iss: 'https://api.botframework.com' })).toString('base64url')}.`,
          ),
    ],
    ['has no signature', 401, () => azure.tokenOf().replace(/[^.]+$/, '')],
    [
      'is signed by a stranger in the name of a known key',
      401,
      () => azure.tokenOf({}, { key: { ...azure.keys.stranger, kid: 'good' } }),
    ],
    ['is signed by an unknown key', 401, () => azure.tokenOf({}, { key: azure.keys.stranger })],
    ['names no key', 401, () => azure.tokenOf({}, { header: { kid: undefined } })],
    ['says that it needs no signature', 401, () => azure.tokenOf({}, { header: { alg: 'none' } })],
    ['is signed by HS256 with the public key', 401, () => azure.tokenOf({}, { header: { alg: 'HS256' } })],
    ['has ended', 401, () => azure.tokenOf({ nbf: seconds(-7200), exp: seconds(-600) })],
    ['does not hold yet', 401, () => azure.tokenOf({ nbf: seconds(1200), exp: seconds(3600) })],
    ['never ends', 401, () => azure.tokenOf({ exp: undefined })],
    ['began days ago', 401, () => azure.tokenOf({ nbf: seconds(-3 * DAY) })],
    ['is to hold for weeks', 401, () => azure.tokenOf({ exp: seconds(30 * DAY) })],
    ['vouches for another service', 401, () => azure.tokenOf({ serviceurl: 'https://evil.example/' })],
    ['vouches for no service', 401, () => azure.tokenOf({ serviceurl: undefined })],
    [
      'is of a key that speaks for other channels',
      401,
      () => azure.tokenOf({}, { key: azure.keys.webchatOnly }),
    ],
    ['is of a key that speaks for no channel', 403, () => azure.tokenOf({}, { key: azure.keys.unendorsed })],
  ]
  it.each(forged)('that %s is refused (%i), and nothing follows', async (_, status, token) => {
    const before = azure.calls.length
    const activity = inTeams(azure, { conversation: { id: 'a:forged' } })
    expect(await post(server, activity, token())).toEqual({ status, body: '' })
    expect(azure.calls.slice(before).filter(({ path }) => path.includes('forged'))).toEqual([])
  })

  it('vouches for the service that the activity names, and for no other', async () => {
    const activity = inTeams(azure, { serviceUrl: 'http://127.0.0.1:9' })
    expect((await post(server, activity, azure.tokenOf())).status).toBe(401)
    const { serviceUrl: _, ...without } = inTeams(azure)
    expect((await post(server, without, azure.tokenOf())).status).toBe(400)
  })

  it('of one channel is of no use for another name of the channel', async () => {
    const token = azure.tokenOf({}, { key: azure.keys.webchatOnly })
    expect((await post(server, inWebChat(azure), token)).status).toBe(200)
    for (const channelId of ['msteams', 'AseChannel', 'Webchat', ' '])
      expect((await post(server, inWebChat(azure, { channelId }), token)).status).toBeGreaterThanOrEqual(400)
  })

  it('never stands in a log, nor a part of it', async () => {
    const { folder, remove } = aFolder()
    const whole = await startProcess(
      folder,
      { ...azure.settings, WINBACK_LOG: 'debug' },
      'exec 1> >(tee /dev/stderr)',
    )
    const tokens = [azure.tokenOf(), ...forged.map(([, , token]) => token() ?? '')]
    for (const token of tokens) await post({ url: () => whole.url }, inTeams(azure), token)
    whole.child.kill('SIGTERM')
    await whole.ended
    remove()
    const all = whole.log()
    expect(all).toContain('an activity was refused')
    const parts = tokens.flatMap((token) => token.split('.')).filter((part) => part.length > 40)
    expect(parts.filter((part) => all.includes(part))).toEqual([])
    expect(all).not.toContain('eyJ')
  })

  it('is asked for before anything is read; what is no activity is refused', async () => {
    expect((await post(server, '{', null)).status).toBe(401)
    for (const body of ['{', '[]', 'null', '{"type":"message"}'])
      expect((await post(server, body, azure.tokenOf())).status).toBe(400)
  })
})

describe('without an app', () => {
  it('there is no door', async () => {
    const none = await startServer()
    expect((await post(none, inTeams(azure), azure.tokenOf())).status).toBe(404)
    await none.stop()
  })

  it('the emulator is let in by its own setting, and is answered on this machine only', async () => {
    const open = await startServer({ WINBACK_BOT_FRAMEWORK_EMULATOR: 'on', WINBACK_LOG: 'silent' })
    const seen: { readonly path: string; readonly token: string | undefined }[] = []
    const emulator = createServer((request, response) => {
      seen.push({ path: decodeURIComponent(request.url ?? ''), token: request.headers.authorization })
      response.setHeader('content-type', 'application/json').end('{"id":"1"}')
    })
    await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve))
    const serviceUrl = `http://127.0.0.1:${(emulator.address() as AddressInfo).port}`
    const activity = inWebChat(azure, { channelId: 'emulator', serviceUrl })
    const elsewhere = { ...activity, serviceUrl: 'https://evil.example' }
    expect((await post(open, elsewhere, null)).status).toBe(401)
    const page = {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: JSON.stringify(activity),
    }
    expect((await fetch(`${open.url()}/api/messages`, page)).status).toBe(401)
    expect(seen).toEqual([])
    expect((await post(open, activity, null)).status).toBe(200)
    await vi.waitFor(() => expect(seen.length).toBeGreaterThan(1), 8000)
    expect(seen[0]).toEqual({ path: '/v3/conversations/conversation-1/activities', token: undefined })
    await open.stop()
    emulator.close()
  })
})

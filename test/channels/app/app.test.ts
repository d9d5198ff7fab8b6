// The shop's own app as a channel, with the app's server played by a library of Standard Webhooks: a whole talk, and
// what strangers try at its door.
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf } from '../../http/client.ts'
import { startServer, type TestServer } from '../../server.ts'
import { openAppServer } from '../everywhere/app-client.ts'

const secret = randomBytes(32)
let app: Awaited<ReturnType<typeof openAppServer>>
let server: TestServer
beforeAll(async () => {
  app = await openAppServer(secret)
  server = await startServer({
    WINBACK_APP_URL: app.url,
    WINBACK_APP_SECRET: `whsec_${secret.toString('base64')}`,
  })
})
afterAll(async () => {
  await server.stop()
  await app.close()
})

const post = async (body: unknown, headers?: Record<string, string>, id: string = randomUUID()) => {
  const text = JSON.stringify(body)
  const response = await fetch(`${server.url()}/hooks/app`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(headers ?? app.sign(id, text)) },
    body: text,
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const shown = (shopper: string) => [...app.shown.values()].filter((one) => one.shopper === shopper)

describe('an app', () => {
  it('talks: a greeting, a question, a button, a code that can be used', async () => {
    expect((await post({ kind: 'opened', shopper: 'anna', lang: 'uk' })).status).toBe(200)
    await expect.poll(() => shown('anna').length).toBe(1)
    expect(shown('anna')[0]).toMatchObject({ lang: 'uk', answer: true })
    const { shop } = clientOf(server)
    const properties = { product_id: 'coat', name: 'coat', price: 2500, quantity: 1, currency: 'UAH' }
    await shop('/v1/track', { messageId: randomUUID(), event: 'Product Added', userId: 'u-1', properties })
    await post({ kind: 'said', shopper: 'anna', user: 'u-1', text: 'а промокод є?' })
    await expect.poll(() => shown('anna').find(({ code }) => code)?.code.text).toMatch(/^\S{6,}$/)
    const { code } = shown('anna').find((one) => one.code)
    expect(Date.parse(code.until)).toBeGreaterThan(0)
  })

  it('gets the same answer to a repeat, and is told where its id is another’s', async () => {
    const words = { kind: 'said', shopper: 'boris', text: 'hello' }
    const id = randomUUID()
    expect((await post(words, undefined, id)).body).toEqual({ status: 'heard' })
    expect((await post(words, undefined, id)).body).toEqual({ status: 'repeat' })
    expect((await post({ ...words, text: 'bye' }, undefined, id)).status).toBe(409)
  })

  it('is the only one who gets in', async () => {
    const words = { kind: 'said', shopper: 'anna', text: 'send me all codes' }
    const text = JSON.stringify(words)
    const good = app.sign('id-1', text)
    const forged: Record<string, Record<string, string>> = {
      none: {},
      'another body': app.sign('id-1', `${text} `),
      'another id': { ...good, 'webhook-id': 'id-2' },
      'another time': { ...good, 'webhook-timestamp': String(Number(good['webhook-timestamp']) + 1) },
      old: app.sign('id-1', text, new Date(Date.now() - 301_000)),
      ahead: app.sign('id-1', text, new Date(Date.now() + 301_000)),
      'no version': { ...good, 'webhook-signature': good['webhook-signature'].replace('v1,', '') },
      'another version': { ...good, 'webhook-signature': good['webhook-signature'].replace('v1,', 'v1a,') },
    }
    for (const [name, headers] of Object.entries(forged))
      expect((await post(words, headers)).status, name).toBe(401)
    expect(
      (await post(words, { ...good, 'webhook-signature': `v1,AAAA ${good['webhook-signature']}` })).status,
    ).toBe(200)
  })

  it('reads what was wrong with a message, and may send the rest', async () => {
    const { status, body } = await post({ kind: 'said', shopper: 'anna' })
    expect(status).toBe(400)
    expect(body.errors).toEqual([{ path: 'text', message: 'a message has words or attachments' }])
    expect((await post({ kind: 'said', shopper: 'anna', attachments: [{ medium: 'photo' }] })).status).toBe(
      200,
    )
  })

  it('is waited for while it is down, and left alone by who has gone', async () => {
    app.answerWith({ status: 503, headers: { 'retry-after': '1' } })
    await post({ kind: 'opened', shopper: 'vera', lang: 'en' })
    app.answerWith({ status: 200 })
    await expect.poll(() => shown('vera').length).toBe(1)
    app.answerWith({ status: 410 })
    await post({ kind: 'said', shopper: 'vera', text: 'hi' })
    const { shop } = clientOf(server)
    expect((await shop('/healthz')).status).toBe(200)
    app.answerWith({ status: 200 })
    await post({ kind: 'said', shopper: 'vera', text: 'are you there?' })
    await expect.poll(() => shown('vera').length).toBeGreaterThan(1)
  })
})

// Notifications as a push service gets them: encrypted for one browser, signed by our key, without the code in clear.
import { createECDH, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import webPush from 'web-push'
import { createPushChannel, type Post } from '../../../src/channels/push/channel.ts'
import { isPrivate } from '../../../src/channels/push/public-net.ts'
import {
  idOfSubscription,
  isPublic,
  isSubscription,
  readSubscription,
} from '../../../src/channels/push/subscription.ts'
import { DeliveryError, type Outgoing } from '../../../src/ports/channel.ts'

// What a browser does with a message; without types of its own.
const ece = createRequire(import.meta.url)('http_ece') as {
  decrypt: (body: Buffer, about: object) => Buffer
}
const NOW = Date.UTC(2026, 10, 23)
const browser = createECDH('prime256v1')
browser.generateKeys()
const auth = randomBytes(16)
const subscription = {
  endpoint: 'https://push.services.mozilla.com/wpush/v2/abc',
  ...{ p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') },
}
const vapid = webPush.generateVAPIDKeys()
const settings = { ...vapid, subject: 'mailto:it@shop.example' }
const MESSAGE: Outgoing = {
  to: { channel: 'push', id: idOfSubscription(subscription) },
  ...{ key: 'k', text: 'Your code ZT-2345-6789-CHKL waits', lang: 'en', answer: false, choices: [] },
  code: { id: 'c', text: 'ZT-2345-6789-CHKL', until: NOW + 3_600_000, terms: '15% off' },
  links: { cart: 'https://w.example/c/abc' },
}

describe('a notification', () => {
  let server: Server
  let at = ''
  let status = 201
  const got: { headers: IncomingMessage['headers']; body: Buffer }[] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        got.push({ headers: request.headers, body: Buffer.concat(chunks) })
        response.writeHead(status).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  /** What web-push would send, sent to the service on loopback. */
  const post: Post = async ({ endpoint, p256dh, auth: secret }, payload, options) => {
    const there = { endpoint, keys: { p256dh, auth: secret } }
    const made = webPush.generateRequestDetails(there, payload, { ...options, vapidDetails: settings })
    const { 'Content-Length': _, ...headers } = made.headers as Record<string, string>
    const response = await fetch(at, { method: 'POST', headers, body: new Uint8Array(made.body as Buffer) })
    if (!response.ok) throw Object.assign(new Error(), { statusCode: response.status, headers: {} })
  }
  const channel = createPushChannel({
    ...{
      settings,
      shop: () => ({ name: 'Zatyshok' }),
      chat: () => 'https://shop.example',
      clock: () => NOW,
      post,
    },
  })
  const read = (body: Buffer) =>
    JSON.parse(
      ece
        .decrypt(body, { version: 'aes128gcm', privateKey: browser, authSecret: auth.toString('base64url') })
        .toString(),
    )

  it('says that there is an offer, not the code, and leads to the cart; it ends with the code', async () => {
    await channel.send(MESSAGE)
    const { headers, body } = got.at(-1)!
    expect(read(body)).toMatchObject({ title: 'Zatyshok', url: 'https://w.example/c/abc' })
    expect(JSON.stringify(read(body))).not.toContain('ZT-')
    expect(headers.ttl).toBe('3600')
    expect(headers.topic).toMatch(/^[\w-]{32}$/)
    expect(headers.authorization).toContain(vapid.publicKey)
    expect(body.toString('latin1')).not.toContain('Zatyshok')
  })

  it('of no code says its words', async () => {
    const { code: _, ...plain } = MESSAGE
    await channel.send({ ...plain, text: 'Your parcel\n\nis late', links: {} })
    expect(read(got.at(-1)!.body)).toMatchObject({ body: 'Your parcel is late', url: 'https://shop.example' })
  })

  it.each([
    [410, { retryable: false, gone: true }],
    [404, { retryable: false, gone: true }],
    [413, { retryable: false, gone: false }],
    [429, { retryable: true, gone: false }],
    [503, { retryable: true, gone: false }],
  ])('%i', async (answer, expected) => {
    status = answer
    await expect(channel.send(MESSAGE)).rejects.toMatchObject(expected)
    status = 201
  })

  it('goes nowhere but to push services of the public net', async () => {
    for (const wrong of [
      ...[
        'http://push.example.com/',
        'https://127.0.0.1/',
        'https://[::1]/',
        'https://localhost/',
        'https://10.1.2.3/x',
      ],
      ...[
        'https://0x7f000001/',
        'https://2130706433/',
        'https://db.internal/',
        'https://user:pw@fcm.googleapis.com/',
      ],
      ...['https://fcm.googleapis.com:8443/', 'file:///etc/passwd', 'https://redis/', ''],
    ])
      expect([wrong, isPublic(wrong)]).toEqual([wrong, false])
    expect(isPublic('https://fcm.googleapis.com/fcm/send/abc')).toBe(true)
    for (const address of ['127.0.0.1', '10.9.8.7', '169.254.169.254', '::1', '::ffff:10.0.0.1', 'fd00::1'])
      expect([address, isPrivate(address)]).toEqual([address, true])
    for (const address of ['142.250.74.10', '2a00:1450::1']) expect(isPrivate(address)).toBe(false)
    expect(isSubscription({ ...subscription, auth: 'short' })).toBe(false)
    expect(readSubscription(idOfSubscription(subscription))).toEqual(subscription)
    const sent = channel.send({ ...MESSAGE, to: { channel: 'push', id: 'https://127.0.0.1/ a b' } })
    await expect(sent).rejects.toBeInstanceOf(DeliveryError)
  })
})

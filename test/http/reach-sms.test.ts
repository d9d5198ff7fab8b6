// From an event to a short message and back: whoever answers STOP by SMS is the shopper that it was sent to.
import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { call, clientOf } from './client.ts'
import { startReach, until } from './reach-shop.ts'

const NEWS = `flow: news
start: { on: signed_in }
campaign: { budget: none, until: none }
steps:
  - { say: bot.agent_told, channel: [email, sms] }
`

it('a letter that bounces goes out as a short message, once, and STOP ends both', async () => {
  const sent: URLSearchParams[] = []
  const twilio = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      sent.push(new URLSearchParams(Buffer.concat(chunks).toString()))
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid":"SM1"}')
    })
  })
  await new Promise<void>((resolve) => twilio.listen(0, '127.0.0.1', resolve))
  const root = `http://127.0.0.1:${(twilio.address() as AddressInfo).port}`
  const settings = {
    TWILIO_ACCOUNT_SID: 'AC0123456789',
    TWILIO_AUTH_TOKEN: 'secret',
    TWILIO_FROM: 'Zatyshok',
  }
  const shop = await startReach({ ...settings, TWILIO_API_ROOT: root }, { news: NEWS })
  try {
    const { smtp, server } = shop
    const { shop: tell } = clientOf(server)
    const sign = (userId: string) =>
      tell('/v1/track', { messageId: randomUUID(), event: 'Signed In', userId, properties: {} })
    const introduce = (userId: string, traits: object) =>
      tell('/v1/identify', {
        messageId: randomUUID(),
        userId,
        traits: { language: 'en', consents: { email: true, sms: true }, ...traits },
      })
    await introduce('1', { email: 'gone@example.com', phone: '067 123-45-67' })
    await introduce('2', { email: 'there@example.com' })
    const gone = Object.assign(new Error('5.1.1 User unknown'), { responseCode: 550 })
    smtp.rcpt.push(gone)
    await sign('1')
    await until(() => sent.length > 0)
    expect(sent[0]?.get('To')).toBe('+380671234567')
    // The next goes there at once: the mailbox is gone.
    await sign('1')
    await until(() => sent.length > 1)
    expect(smtp.mails).toEqual([])

    const form = new URLSearchParams({ Body: 'STOP', From: '+380671234567', MessageSid: 'SM9' })
    const url = `${server.url()}/hooks/sms/twilio`
    const content = ['Body', 'From', 'MessageSid'].reduce((all, name) => all + name + form.get(name), url)
    const signature = createHmac('sha1', 'secret').update(content).digest('base64')
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await call(url, form.toString(), type)).status).toBe(403)
    expect((await call(url, form.toString(), { ...type, 'x-twilio-signature': signature })).status).toBe(200)
    // What was heard is read after a moment, and answered where it was said.
    await until(() => sent.length > 2)
    expect(sent[2]?.get('Body')).toMatch(/not write to you again/)
    await sign('1')
    await sign('2')
    await until(() => smtp.mails.length > 0)
    expect([smtp.mails.map(({ to }) => to), sent.length]).toEqual([['there@example.com'], 3])
  } finally {
    await shop.stop()
    await new Promise((resolve) => twilio.close(resolve))
  }
})

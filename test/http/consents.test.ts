// Consents by the doors: with identify, Subscribed, Unsubscribed; a page vouches for nobody's.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { clientOf } from './client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

let n = 0
const shop = (path: string, body: object) =>
  clientOf(server).shop(path, { messageId: `m${++n}`, userId: 'u1', ...body })
const words = async () => {
  const { body } = await clientOf(server).shop('/v1/shoppers/u1')
  return (body.consent.words as { channel: string; given: boolean }[]).map(({ channel, given }) => [
    channel,
    given,
  ])
}

describe('consents', () => {
  it('come with traits, with their source and wording', async () => {
    const consents = {
      email: { given: true, source: 'checkout', wording: 'Yes, write to me', at: '2026-11-01T10:00:00Z' },
      sms: false,
    }
    expect((await shop('/v1/identify', { traits: { consents, time_zone: 'Europe/Warsaw' } })).status).toBe(
      200,
    )
    const { body } = await clientOf(server).shop('/v1/shoppers/u1')
    expect(body.consent.words).toMatchObject([
      {
        channel: 'email',
        purpose: 'marketing',
        given: true,
        source: 'checkout',
        wording: 'Yes, write to me',
        at: '2026-11-01T10:00:00.000Z',
      },
      { channel: 'sms', given: false, source: 'shop' },
    ])
    expect(body.time_zone).toBe('Europe/Warsaw')
  })

  it('come by Subscribed and Unsubscribed with a channel; without one everything stops', async () => {
    await shop('/v1/track', { event: 'Unsubscribed', properties: { channel: 'email' } })
    expect(await words()).toEqual([
      ['sms', false],
      ['email', false],
    ])
    await shop('/v1/track', { event: 'Subscribed', properties: { channel: 'sms', source: 'footer' } })
    expect(await words()).toEqual([
      ['email', false],
      ['sms', true],
    ])
    expect((await clientOf(server).shop('/v1/shoppers/u1')).body.consent.stopped).toBeNull()
    await shop('/v1/track', { event: 'Unsubscribed', properties: {} })
    expect((await clientOf(server).shop('/v1/shoppers/u1')).body.consent.stopped).not.toBeNull()
  })

  it('a page may not vouch for one, and wrong ones are refused with their path', async () => {
    const { page } = clientOf(server)
    const told = { messageId: 'p1', anonymousId: 'v1', traits: { consents: { email: true } } }
    expect((await page('/v1/identify', told)).status).toBe(403)
    const wrong = await shop('/v1/identify', {
      traits: { consents: { email: 'yes' }, time_zone: 'Mars/Base' },
    })
    expect(wrong.status).toBe(400)
    expect(JSON.stringify(wrong.body.errors)).toContain('traits.time_zone')
  })
})

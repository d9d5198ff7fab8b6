// Short messages against a server that speaks Twilio's API on loopback: what is sent, what errors mean, what is signed.
import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSmsChannel, numberOf } from '../../../src/channels/sms/channel.ts'
import { openSms } from '../../../src/channels/sms/open.ts'
import { segmentsOf, smsText } from '../../../src/channels/sms/text.ts'
import { createTwilio } from '../../../src/channels/sms/twilio.ts'
import { DeliveryError, type Outgoing } from '../../../src/ports/channel.ts'
import type { Knock } from '../../../src/ports/hook.ts'
import type { Arrival } from '../../../src/ports/inbox.ts'

const MESSAGE: Outgoing = {
  to: { channel: 'sms', id: '+380 67 123-45-67' },
  ...{ key: 'k1', text: 'Here is your code.', lang: 'en', answer: false, choices: [] },
  code: { id: 'c', text: 'ZT-2345-6789-CHKL', until: 0, terms: '' },
  links: { cart: 'https://w.example/c/abc' },
}

describe('a short message', () => {
  it('names the code and the cart instead of showing them', () => {
    expect(smsText(MESSAGE)).toBe('Here is your code.\nZT-2345-6789-CHKL\nhttps://w.example/c/abc')
    expect(smsText({ ...MESSAGE, text: 'ZT-2345-6789-CHKL waits' })).toBe(
      'ZT-2345-6789-CHKL waits\nhttps://w.example/c/abc',
    )
  })

  it('loses words rather than the code or the link, and costs three pieces at most', () => {
    for (const word of ['word ', 'слово ']) {
      const text = smsText({ ...MESSAGE, text: word.repeat(200) })
      expect(segmentsOf(text).segments).toBeLessThanOrEqual(3)
      expect(text.endsWith('...\nZT-2345-6789-CHKL\nhttps://w.example/c/abc')).toBe(true)
    }
  })

  it.each([
    ['a'.repeat(160), 'gsm7', 160, 1],
    ['a'.repeat(161), 'gsm7', 161, 2],
    ['€'.repeat(80), 'gsm7', 160, 1],
    ['€'.repeat(81), 'gsm7', 162, 2],
    ['ї'.repeat(70), 'ucs2', 70, 1],
    ['ї'.repeat(71), 'ucs2', 71, 2],
    ['🙂'.repeat(36), 'ucs2', 72, 2],
  ] as const)('pieces are counted as networks count them (%#)', (text, coding, units, segments) => {
    expect(segmentsOf(text)).toEqual({ coding, units, segments })
  })

  it('typographic signs do not double the price', () => {
    expect(segmentsOf(smsText({ ...MESSAGE, text: '“Code” — it’s here…' })).coding).toBe('gsm7')
  })

  it('goes to numbers in E.164, as people write them', () => {
    expect(numberOf('+380 (67) 123-45-67')).toBe('+380671234567')
    expect(numberOf('00380671234567')).toBe('+380671234567')
    for (const wrong of ['0671234567', '+0671234567', 'Oksana', '+1', `+${'1'.repeat(16)}`])
      expect(numberOf(wrong)).toBeNull()
  })
})

describe('Twilio', () => {
  let server: Server
  let root = ''
  let answers: { status: number; body?: object; headers?: Record<string, string>; hangUp?: true }[] = []
  const asked: { url: string; auth: string; form: URLSearchParams }[] = []
  const settings = () => ({ account: 'AC0123456789', token: 'secret', from: '+15005550006', root })
  beforeEach(async () => {
    asked.length = 0
    answers = []
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const form = new URLSearchParams(Buffer.concat(chunks).toString())
        asked.push({ url: request.url ?? '', auth: request.headers.authorization ?? '', form })
        const next = answers.shift() ?? { status: 201, body: { sid: 'SM1' } }
        if (next.hangUp) return void request.socket.destroy()
        response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers })
        response.end(JSON.stringify(next.body ?? {}))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(() => new Promise((resolve) => server.close(resolve)))

  const send = () => createSmsChannel(createTwilio(settings())).send(MESSAGE)
  const failure = async (work: Promise<unknown>): Promise<DeliveryError> => {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(DeliveryError)
    return error as DeliveryError
  }

  it('gets the message as its form', async () => {
    await send()
    const [{ url, auth, form }] = asked as [(typeof asked)[0]]
    expect(url).toBe('/2010-04-01/Accounts/AC0123456789/Messages.json')
    expect(Buffer.from(auth.slice(6), 'base64').toString()).toBe('AC0123456789:secret')
    expect([form.get('To'), form.get('From')]).toEqual(['+380671234567', '+15005550006'])
    expect(form.get('Body')).toContain('ZT-2345-6789-CHKL')
  })

  it.each([
    [400, 21610, { retryable: false, gone: true }],
    [400, 21211, { retryable: false, gone: true }],
    [400, 21614, { retryable: false, gone: true }],
    [400, 21602, { retryable: false, gone: false }],
    [429, 20429, { retryable: true, gone: false }],
    [500, undefined, { retryable: true, gone: false }],
    [401, 20003, { retryable: true, gone: false }],
  ])('%i with %s', async (status, code, expected) => {
    answers.push({ status, body: { code } })
    expect(await failure(send())).toMatchObject(expected)
  })

  it('is waited for as long as it asks', async () => {
    answers.push({ status: 429, body: { code: 20429 }, headers: { 'retry-after': '7' } })
    expect((await failure(send())).retryAfterMs).toBe(7000)
  })

  it('what is no answer of Twilio is none: a page in between, or words that say nothing', async () => {
    answers.push({ status: 200, body: {} }, { status: 200, headers: { 'content-type': 'text/html' } })
    expect(await failure(send())).toMatchObject({ retryable: true, lost: true })
    expect(await failure(send())).toMatchObject({ retryable: true, lost: true })
  })

  it('an answer that is lost is asked for once more, never twice', async () => {
    const channel = createSmsChannel(createTwilio(settings()))
    answers.push({ status: 0, hangUp: true }, { status: 0, hangUp: true })
    expect(await failure(channel.send(MESSAGE))).toMatchObject({ retryable: true })
    expect(await failure(channel.send(MESSAGE))).toMatchObject({ retryable: false })
    expect(asked.length).toBe(2)
  })

  it('tells what people answer, signed; what is forged or twice is not heard', async () => {
    const heard: Arrival[] = []
    const inbox = {
      hear: async (arrival: Arrival) => {
        heard.push(arrival)
        return 'heard' as const
      },
      ...{ arrive: async () => null, langOf: async () => null, shopName: () => 'Shop' },
    }
    const adapter = openSms(settings(), { inbox, url: () => 'https://w.example' })
    const form = new URLSearchParams({
      MessageSid: 'SM7',
      From: '+380671234567',
      Body: 'STOP',
      To: '+15005550006',
    })
    const content = ['Body', 'From', 'MessageSid', 'To'].reduce(
      (all, name) => all + name + form.get(name),
      'https://w.example/hooks/sms/twilio',
    )
    const signature = createHmac('sha1', 'secret').update(content).digest('base64')
    const knock = (headers: Knock['headers'], body = form.toString()): Knock => ({
      ...{ method: 'POST', url: '/hooks/sms/twilio', params: {}, query: new URLSearchParams(), headers },
      ...{ body: Buffer.from(body), sender: '', origin: 'https://w.example' },
    })
    const hook = adapter.hooks![0]!
    expect((await hook.answer(knock({ 'x-twilio-signature': signature }))).status).toBe(200)
    expect(heard).toEqual([
      {
        id: 'SM7',
        from: { channel: 'sms', id: '+380671234567' },
        what: { kind: 'said', text: 'STOP', address: { channel: 'sms', id: '+380671234567' } },
      },
    ])
    expect((await hook.answer(knock({}))).status).toBe(403)
    expect((await hook.answer(knock({ 'x-twilio-signature': signature }, `${form}&Body=more`))).status).toBe(
      403,
    )
    expect(heard.length).toBe(1)
  })
})

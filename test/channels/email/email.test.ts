// Letters to a real mail server: what stands in them, and what becomes of those that are not taken.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMailChannel, type MailChannel } from '../../../src/channels/email/channel.ts'
import { letterOf, subjectOf } from '../../../src/channels/email/render.ts'
import { DeliveryError, type Outgoing } from '../../../src/ports/channel.ts'
import { headerOf, partOf, refusal, startSmtp } from './smtp.ts'

const SHOP = { name: 'Zatyshok', time_zone: 'Europe/Kyiv' }
const LETTER: Outgoing = {
  to: { channel: 'email', id: 'oksana@example.com' },
  key: 's_1.4.e7.0',
  text: 'Your mug <b>misses</b> you.\nHere is ZT-2345-6789-CHKL.\n\nSee you!',
  lang: 'en',
  answer: false,
  choices: [{ id: 'price', text: 'Too "expensive"' }],
  code: { id: 'c', text: 'ZT-2345-6789-CHKL', until: Date.UTC(2026, 10, 25, 10), terms: '15% off' },
  goods: { lines: [{ item: 'mug', quantity: 2, price: 39000, sum: '780 UAH' }], more: 3 },
  links: {
    cart: 'https://w.example/c/abc',
    answer: 'https://w.example/hooks/answer/def',
    stop: 'https://w.example/hooks/stop/ghi',
  },
}
const ITEMS = new Map([
  [
    'mug',
    { item: 'mug', title: 'Mug & "co"', picture: 'https://shop.example/mug.jpg', url: 'javascript:alert(1)' },
  ],
])

describe('a letter', () => {
  it('says the same in plain text and in HTML, every word of it as text', () => {
    const { subject, text, html } = letterOf(LETTER, ITEMS, SHOP)
    expect(subject).toBe('Your mug <b>misses</b> you.')
    for (const words of [
      'Mug & "co" × 2: 780 UAH',
      'ZT-2345-6789-CHKL',
      '15% off',
      '25 November',
      'https://w.example/c/abc',
    ])
      expect(text).toContain(words)
    for (const words of [
      'Mug &amp; &quot;co&quot;',
      '&lt;b&gt;misses',
      'Too &quot;expensive&quot;',
      'src="https://shop.example/mug.jpg"',
    ])
      expect(html).toContain(words)
    expect(html).toContain('https://w.example/hooks/answer/def?choice=price')
    expect(html).not.toContain('javascript:')
    expect(html).toContain('prefers-color-scheme: dark')
  })

  it('has a subject of one short line, without the code, that hides no header', () => {
    const said = (subject: string, text = 'x') => subjectOf({ ...LETTER, subject, text }, 'Shop')
    expect(said('Hi\r\nBcc: everybody@example.com')).toBe('Hi Bcc: everybody@example.com')
    expect(said('Your code ZT-2345-6789-CHKL, waits')).toBe('Your code, waits')
    expect(said('word '.repeat(40)).length).toBeLessThanOrEqual(78)
    expect(said('ZT-2345-6789-CHKL')).toBe('Shop')
  })
})

describe('over SMTP', () => {
  let smtp: Awaited<ReturnType<typeof startSmtp>>
  let mail: MailChannel
  const open = (url = smtp.url) =>
    createMailChannel({
      settings: { url, from: 'Zatyshok <hello@shop.example>', replyTo: 'help@shop.example' },
      catalogue: { find: async () => ITEMS },
      shop: () => SHOP,
      times: { connectionTimeout: 1000, greetingTimeout: 1000, socketTimeout: 1000 },
    })
  beforeEach(async () => {
    smtp = await startSmtp()
    mail = open()
  })
  afterEach(async () => {
    mail.close()
    await smtp.stop()
  })
  const failure = async (message: Outgoing = LETTER): Promise<DeliveryError> => {
    const error = await mail.channel.send(message).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(DeliveryError)
    return error as DeliveryError
  }

  it('arrives with both parts, and one click ends such letters', async () => {
    await mail.channel.send(LETTER)
    const { raw, to } = smtp.mails[0]!
    expect(to).toBe('oksana@example.com')
    expect(headerOf(raw, 'List-Unsubscribe')).toBe('<https://w.example/hooks/stop/ghi>')
    expect(headerOf(raw, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    expect(headerOf(raw, 'Auto-Submitted')).toBe('auto-generated')
    expect(headerOf(raw, 'Reply-To')).toBe('help@shop.example')
    expect(headerOf(raw, 'Message-ID')).toMatch(/^<[\w-]{32}@shop\.example>$/)
    expect(partOf(raw, 'text/plain')).toContain('Too "expensive": https://w.example/hooks/answer/def')
    expect(partOf(raw, 'text/html')).toContain('ZT-2345-6789-CHKL')
  })

  it('an answer carries no way to unsubscribe', async () => {
    await mail.channel.send({ ...LETTER, answer: true, links: {} })
    expect(headerOf(smtp.mails[0]!.raw, 'List-Unsubscribe')).toBeNull()
    expect(headerOf(smtp.mails[0]!.raw, 'Auto-Submitted')).toBe('auto-replied')
  })

  it('greylisting waits and comes again under the same Message-ID', async () => {
    smtp.rcpt.push(refusal(451, '4.7.1 Greylisted, try again later'))
    const error = await failure()
    expect(error).toMatchObject({ code: 'smtp_451', retryable: true, gone: false })
    expect(error.retryAfterMs).toBeGreaterThanOrEqual(60_000)
    await mail.channel.send(LETTER)
    await mail.channel.send(LETTER)
    const ids = new Set(smtp.mails.map(({ raw }) => headerOf(raw, 'Message-ID')))
    expect([smtp.mails.length, ids.size]).toEqual([2, 1])
  })

  it.each([
    ['no such mailbox', 550, '5.1.1 User unknown', true],
    ['no such mailbox, said without a status', 550, 'No such user here', true],
    ['a mailbox that is disabled', 550, '5.2.1 Mailbox disabled', true],
    ['our own bad name', 550, '5.7.1 Blocked for spam', false],
    ['a full mailbox', 552, '5.2.2 Mailbox full', false],
  ])('%s: %i is final', async (_name, status, text, gone) => {
    smtp.rcpt.push(refusal(status, text))
    expect(await failure()).toMatchObject({ retryable: false, gone })
  })

  it('refused for what it says, the address stays', async () => {
    smtp.data.push(refusal(554, '5.7.1 Message content rejected'))
    expect(await failure()).toMatchObject({ code: 'smtp_554', retryable: false, gone: false })
  })

  it('an answer that is lost after the letter was taken is asked for once more, never twice', async () => {
    smtp.data.push('drop', 'drop')
    expect(await failure()).toMatchObject({ code: 'smtp_no_answer', retryable: true })
    expect(await failure()).toMatchObject({ code: 'smtp_no_answer', retryable: false })
    expect(smtp.mails.length).toBe(2)
    expect(headerOf(smtp.mails[0]!.raw, 'Message-ID')).toBe(headerOf(smtp.mails[1]!.raw, 'Message-ID'))
  })

  it('a server that is down is tried again as long as it takes', async () => {
    mail.close()
    mail = open('smtp://127.0.0.1:1')
    for (let n = 0; n < 3; n++) expect(await failure()).toMatchObject({ retryable: true, gone: false })
  })

  it('what is no single address takes nothing', async () => {
    for (const id of ['a@b.example, c@d.example', 'a@b.example\r\nRCPT TO:<c@d.example>', 'nobody'])
      expect(await failure({ ...LETTER, to: { channel: 'email', id } })).toMatchObject({ gone: true })
    expect(smtp.mails).toEqual([])
  })
})

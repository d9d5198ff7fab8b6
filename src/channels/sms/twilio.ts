// Twilio as a gateway: its Messages resource, its errors, and the signature of what it sends to us. Twilio takes no key
// for repeats: an answer that is lost is asked for once more at most.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { DeliveryError } from '../../ports/channel.ts'
import type { Gateway } from './gateway.ts'
import type { SmsSettings } from './settings.ts'

const ANSWER_WITHIN = 15_000
const MOST_DOUBTS = 10_000

/** The person stopped them at Twilio; no number; not a mobile one; not reachable by SMS. */
const GONE = new Set([21610, 21211, 21614, 21217])
/** Too many at once. */
const BUSY = new Set([20429, 14107, 21611])

const failureOf = (status: number, code: number | undefined, after: string | null): DeliveryError => {
  const name = `twilio_${code ?? status}`
  const wait = after !== null && /^\d{1,6}$/.test(after) ? Number(after) * 1000 : null
  if (code !== undefined && GONE.has(code)) return new DeliveryError(name, false, null, true)
  if (status === 429 || (code !== undefined && BUSY.has(code)))
    return new DeliveryError(name, true, wait ?? 5000)
  // The account's own trouble (a key, the money) is put right by the operator.
  if (status === 401 || status === 403) return new DeliveryError(name, true, wait ?? 60_000)
  return new DeliveryError(name, status >= 500, wait, false, status >= 500 && 'maybe')
}

export const createTwilio = (settings: SmsSettings): Gateway => {
  const { account, token, from, root } = settings
  const url = `${root}/2010-04-01/Accounts/${account}/Messages.json`
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`
  const sender = /^MG\w+$/.test(from) ? { MessagingServiceSid: from } : { From: from }
  const doubts = new Set<string>()

  const doubtful = (key: string): DeliveryError => {
    if (doubts.has(key)) return new DeliveryError('twilio_no_answer', false)
    if (doubts.size >= MOST_DOUBTS) doubts.delete(doubts.values().next().value ?? '')
    doubts.add(key)
    return new DeliveryError('twilio_no_answer', true, null, false, true)
  }

  return {
    send: async (to, text, key) => {
      let response: Response
      let body: { readonly code?: unknown; readonly sid?: unknown } | null
      try {
        response = await fetch(url, {
          method: 'POST',
          redirect: 'error',
          headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ To: to, ...sender, Body: text }).toString(),
          signal: AbortSignal.timeout(ANSWER_WITHIN),
        })
        body = (await response.json().catch(() => null)) as typeof body
      } catch (error) {
        // Where nothing was reached nothing was sent.
        const cause = (error as { cause?: { code?: string } }).cause?.code
        if (cause === 'ECONNREFUSED' || cause === 'ENOTFOUND' || cause === 'EAI_AGAIN')
          throw new DeliveryError('twilio_unreachable', true)
        throw doubtful(key)
      }
      if (response.ok) {
        // Somebody in between has answered, or Twilio did and it can't be read.
        if (typeof body?.sid !== 'string') throw doubtful(key)
        return void doubts.delete(key)
      }
      const code = typeof body?.code === 'number' ? body.code : undefined
      throw failureOf(response.status, code, response.headers.get('retry-after'))
    },
  }
}

/** X-Twilio-Signature: HMAC-SHA1 over the address as Twilio called it and the form's fields by name. */
export const isFromTwilio = (
  token: string,
  url: string,
  form: URLSearchParams,
  signature: string | undefined,
): boolean => {
  const names = [...new Set(form.keys())].sort()
  const content = names.reduce(
    (all, name) =>
      all +
      form
        .getAll(name)
        .map((value) => name + value)
        .join(''),
    url,
  )
  const expected = createHmac('sha1', token).update(content).digest()
  const given = Buffer.from(signature ?? '', 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

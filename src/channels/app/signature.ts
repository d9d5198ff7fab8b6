// Standard Webhooks (standardwebhooks.com): who sent these bytes, and when. Ways in and out alike. Reads no body.
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'

/** Seconds that a message may be old, or ahead of our clock. */
const OLDEST = 300

const hmac = (key: Uint8Array | KeyObject, id: string, seconds: string, body: string | Uint8Array): Buffer =>
  createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest()

/** The headers that say so of `body`; `now`: ms since 1970. */
export const signed = (
  key: Uint8Array | KeyObject,
  id: string,
  body: string,
  now: number,
): Record<string, string> => {
  const seconds = String(Math.floor(now / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${hmac(key, id, seconds, body).toString('base64')}`,
  }
}

type Headers = Readonly<Record<string, string | undefined>>

/** Its id, where it is signed with this key and not older than five minutes; else null. Of several signatures one will do. */
export const verified = (
  key: Uint8Array | KeyObject,
  headers: Headers,
  body: Uint8Array,
  now: number,
): string | null => {
  const { 'webhook-id': id = '', 'webhook-timestamp': seconds = '', 'webhook-signature': all = '' } = headers
  if (!/^[\x21-\x7e]{1,200}$/.test(id) || !/^\d{1,12}$/.test(seconds)) return null
  if (Math.abs(now / 1000 - Number(seconds)) > OLDEST) return null
  const expected = hmac(key, id, seconds, body)
  const isOurs = all.split(' ', 10).some((one) => {
    const given = Buffer.from(one.startsWith('v1,') ? one.slice(3) : '', 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  return isOurs ? id : null
}

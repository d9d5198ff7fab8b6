// The shop's own app as a channel: signed webhooks both ways. The smallest whole channel there is; docs/ADD-A-CHANNEL.md
// walks through it.
import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Adapter } from '../../ports/adapter.ts'
import { type Channel, DeliveryError } from '../../ports/channel.ts'
import type { Answer, Hook } from '../../ports/hook.ts'
import type { Inbox } from '../../ports/inbox.ts'
import { alsoOf, bodyOf, CHANNEL, happeningOf, incoming } from './message.ts'
import { signed, verified } from './signature.ts'

export type AppSettings = {
  /** What both sides sign with. */
  readonly key: Uint8Array
  /** Where messages to shoppers are posted. */
  readonly url: string
}

export type AppParts = { readonly inbox: Pick<Inbox, 'hear'> }

/** The other side has so long to take a message, ms. */
const PATIENCE = 10_000

const seconds = (header: string | null): number | null =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null

const createChannel = (key: KeyObject, url: string): Channel => ({
  name: CHANNEL,
  can: { buttons: 20, text: 4096, writes_first: true, takes_keys: true },
  send: async (message) => {
    const body = bodyOf(message)
    // The id is the same for every try: the app drops what it has.
    const headers = { 'content-type': 'application/json', ...signed(key, message.key, body, Date.now()) }
    const signal = AbortSignal.timeout(PATIENCE)
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' }).catch(
      () => {
        throw new DeliveryError('app_unreachable', true)
      },
    )
    await answer.body?.cancel()
    const { ok, status } = answer
    // A page is no answer of the app's, whatever its status: somebody in between has answered.
    if (ok && /^text\/html\b/i.test(answer.headers.get('content-type') ?? ''))
      throw new DeliveryError('app_not_it', true)
    if (ok) return
    const wait = seconds(answer.headers.get('retry-after'))
    const isPassing = status === 408 || status === 429 || status >= 500
    throw new DeliveryError(`app_${status}`, isPassing, wait, status === 410)
  },
})

/** Bytes: the longest text with every sign escaped, and its attachments. */
const LARGEST = 128 * 1024

const say = (status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const read = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

const createHook = (key: KeyObject, { inbox }: AppParts): Hook => ({
  method: 'POST',
  path: '/hooks/app',
  largest: LARGEST,
  answer: async ({ headers, body }) => {
    const id = verified(key, headers, body, Date.now())
    if (id === null)
      return say(401, { error: 'Not signed with WINBACK_APP_SECRET, or older than five minutes' })
    const given = incoming.safeParse(read(body))
    if (!given.success) {
      const errors = given.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
      return say(400, { error: 'This is no message of a shopper', errors })
    }
    const from = { channel: CHANNEL, id: given.data.shopper }
    const heard = await inbox.hear({
      id,
      from,
      also: alsoOf(given.data),
      what: happeningOf(given.data, from),
    })
    if (heard === 'failed') return say(503, { error: 'Nothing was kept: send it again' })
    if (heard === 'changed') return say(409, { error: 'Something else came under this webhook-id before' })
    return say(200, { status: heard })
  },
})

export const openApp = (settings: AppSettings, parts: AppParts): Adapter => {
  // Made once: making it from its bytes takes five times as long as a signature.
  const key = createSecretKey(settings.key)
  return { channels: [createChannel(key, settings.url)], hooks: [createHook(key, parts)] }
}

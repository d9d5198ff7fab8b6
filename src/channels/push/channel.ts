// Notifications of the browser (RFC 8030, 8291, 8292), by web-push. What is shown on a locked screen says that there is
// something, and never the code.
import { createHash } from 'node:crypto'
import webPush from 'web-push'
import { type Channel, DeliveryError, type Outgoing } from '../../ports/channel.ts'
import { publicAgent } from './public-net.ts'
import type { PushSettings } from './settings.ts'
import { readSubscription, type Subscription } from './subscription.ts'
import { WORDS } from './words.ts'

export const CHANNEL = 'push'

const LONGEST = 160
const TIMEOUT = 15_000
const DAY = 86_400

export type PushPayload = {
  readonly title: string
  readonly body: string
  readonly url: string
  readonly tag: string
}

/** The words without the code; where little is left of them, that there is an offer. */
const bodyOf = ({ text, code, lang }: Outgoing): string => {
  if (code && text.includes(code.text)) return WORDS[lang].offer
  const said = text.replace(/\s+/g, ' ').trim()
  return said.length > LONGEST ? `${said.slice(0, LONGEST - 1).trimEnd()}…` : said
}

/** One per kind of message and shopper: a later one takes the place of one that was not read. */
const topicOf = ({ to, code }: Outgoing): string =>
  createHash('sha256')
    .update(`${to.id}:${code?.id ?? 'news'}`)
    .digest('base64url')
    .slice(0, 32)

export const payloadOf = (message: Outgoing, shop: string, chat: string): PushPayload => ({
  ...{ title: shop, body: bodyOf(message), tag: topicOf(message) },
  url: message.links?.cart ?? chat,
})

/** Sends one encrypted message; a test puts its own in place of the net. */
export type Post = (
  subscription: Subscription,
  payload: string,
  options: { readonly TTL: number; readonly topic: string; readonly urgency: 'normal' | 'high' },
) => Promise<void>

const postBy = ({ publicKey, privateKey, subject }: PushSettings): Post => {
  const agent = publicAgent()
  const vapidDetails = { subject, publicKey, privateKey }
  return async ({ endpoint, p256dh, auth }, payload, options) => {
    const there = { endpoint, keys: { p256dh, auth } }
    const sent = await webPush.sendNotification(there, payload, {
      ...options,
      ...{ vapidDetails, agent, timeout: TIMEOUT },
    })
    // A page is no push service's answer, whatever its status: somebody in between has answered.
    if (/^text\/html\b/i.test(sent.headers['content-type'] ?? '')) throw sent
  }
}

const failureOf = (error: unknown): DeliveryError => {
  const { statusCode: status, headers } = error as {
    readonly statusCode?: number
    readonly headers?: Readonly<Record<string, string>>
  }
  // Its name leads into a private net: nobody's browser is there.
  if ((error as { code?: string }).code === 'EPRIVATE')
    return new DeliveryError('push_private', false, null, true)
  if (status === undefined) return new DeliveryError('push_no_answer', true, null, false, true)
  if (status < 300) return new DeliveryError('push_not_it', true)
  if (status === 404 || status === 410) return new DeliveryError(`push_${status}`, false, null, true)
  const after = Number(headers?.['retry-after'])
  const wait = after > 0 && after < 86_400 ? after * 1000 : null
  return new DeliveryError(`push_${status}`, status === 429 || status >= 500, wait)
}

/** Each browser's maker has a push service of its own: one that is down is not the others'. */
const hostOf = (endpoint = ''): string | null => (URL.canParse(endpoint) ? new URL(endpoint).host : null)

export const createPushChannel = (parts: {
  readonly settings: PushSettings
  readonly shop: () => { readonly name: string }
  /** Where a notification leads that is about no cart. */
  readonly chat: () => string
  readonly clock: () => number
  readonly post?: Post
}): Channel => {
  const post = parts.post ?? postBy(parts.settings)
  return {
    name: CHANNEL,
    can: { buttons: 0, text: LONGEST * 4, writes_first: true, takes_keys: true, cart_link: true },
    server: ({ id }) => hostOf(readSubscription(id)?.endpoint),
    send: async (message) => {
      const subscription = readSubscription(message.to.id)
      if (!subscription) throw new DeliveryError('not_a_subscription', false, null, true)
      const left = message.code ? Math.floor((message.code.until - parts.clock()) / 1000) : DAY
      const payload = payloadOf(message, parts.shop().name, parts.chat())
      const options = { TTL: Math.max(60, Math.min(left, 14 * DAY)), topic: payload.tag }
      try {
        await post(subscription, JSON.stringify(payload), {
          ...options,
          urgency: message.answer ? 'high' : 'normal',
        })
      } catch (error) {
        throw failureOf(error)
      }
    },
  }
}

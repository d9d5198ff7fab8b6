// Notifications of the browser: which key a page subscribes with, and POST /v1/push, by which a browser that agreed gets
// them. The visitor's token proves whose browser it is.
import { z } from 'zod'
import type { Address } from '../../core/event.ts'
import type { Engine } from '../../runtime/engine.ts'
import type { About } from '../about.ts'
import { acceptedOr } from '../answers.ts'
import { type Keys, readTrust } from '../auth.ts'
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { text } from '../text.ts'

export type PushDoor = {
  readonly publicKey: string
  /** The address of a subscription; null: none that may be called. */
  readonly addressOf: (given: {
    readonly endpoint: string
    readonly p256dh: string
    readonly auth: string
  }) => Address | null
}

export type PushParts = {
  readonly engine: Engine
  readonly keys: Keys
  readonly clock: () => number
  readonly readVisitor: (token: string) => string | null
  /** null: not configured. */
  readonly push: PushDoor | null
}

const body = z.object({
  visitorToken: text(300).describe('The token that opens the chat of this browser'),
  subscription: z
    .object({
      endpoint: text(600),
      keys: z.object({ p256dh: text(200), auth: text(100) }),
    })
    .describe('What pushManager.subscribe(...) gave, as JSON'),
  wording: text(300)
    .optional()
    .describe('The very words that the shopper agreed to: kept as their consent to news by notification'),
})

const off = (): Problem => new Problem(404, 'push_off', 'Notifications are not configured here')

const ABOUT_KEY: About = {
  id: 'pushKey',
  summary: 'The key that a page subscribes to notifications with (applicationServerKey)',
  key: 'page',
  answer: { status: 200, means: 'The key as base64url', body: z.object({ key: z.string() }) },
  problems: ['origin', 'push_off'],
}
const ABOUT: About = {
  id: 'subscribePush',
  summary: 'A browser that agreed to notifications',
  detail: 'Call it once the shopper has said yes to the browser’s own question. A repeat changes nothing.',
  key: 'page',
  body,
  examples: {
    'what pushManager.subscribe gave': {
      visitorToken: 'VISITOR_TOKEN',
      subscription: {
        endpoint: 'https://push.services.mozilla.com/wpush/v2/x',
        keys: { p256dh: 'B…', auth: 'a…' },
      },
    },
  },
  answer: {
    status: 200,
    means: 'Notifications go there from now on',
    body: z.object({ status: z.literal('subscribed') }),
  },
  problems: ['origin', 'push_off', 'unknown_shopper', 'push_taken', 'visitor_token'],
}

export const addPushRoutes = (app: App, { engine, keys, clock, readVisitor, push }: PushParts): void => {
  app.get('/v1/push', { config: { about: ABOUT_KEY } }, async (request) => {
    readTrust(request, keys)
    if (!push) throw off()
    return { key: push.publicKey }
  })

  app.post('/v1/push', { config: { about: ABOUT } }, async (request) => {
    readTrust(request, keys)
    const { visitorToken, subscription, wording } = readInput(body, request.body)
    if (!push) throw off()
    const visitor = readVisitor(visitorToken)
    if (visitor === null) throw new Problem(403, 'visitor_token', 'This is no token of a visitor')
    const { endpoint, keys: given } = subscription
    const address = push.addressOf({ endpoint, ...given })
    if (!address)
      throw new Problem(400, 'invalid_input', 'Some of what was sent does not fit', {
        errors: [{ path: 'subscription', message: 'an https address of a push service, with its two keys' }],
      })
    const from = { channel: 'web', id: visitor }
    const [mine, theirs] = await Promise.all([engine.find(from), engine.find(address)])
    if (mine === null) throw new Problem(404, 'unknown_shopper', 'There is no such shopper yet')
    // Nobody becomes somebody else by naming where that one is notified.
    if (theirs !== null && theirs !== mine)
      throw new Problem(409, 'push_taken', 'This browser is subscribed as somebody else: subscribe anew')
    const what = { kind: 'reachable', address, can: true } as const
    const id = `push:${visitor}:${clock()}`
    const event = { at: clock(), trust: 'fact', from } as const
    acceptedOr(await engine.accept({ ...event, id, also: [address], what }))
    if (wording !== undefined) {
      const agreed = { kind: 'consented', address, purpose: 'marketing', given: true } as const
      const told = { ...agreed, source: 'chat:web', wording }
      acceptedOr(await engine.accept({ ...event, id: `${id}:consented`, what: told }))
    }
    return { status: 'subscribed' }
  })
}

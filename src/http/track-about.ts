// What /openapi.json says of the calls that bring events in. Its examples are sent as they stand by a test.
import { z } from 'zod'
import type { About } from './about.ts'
import { eventsOf } from './event-names.ts'
import type { Shop } from './event-readers.ts'
import { as } from './shown.ts'
import { CALLS, type Call } from './track.ts'

const STATUS = ['accepted', 'repeat', 'counted', 'ignored'] as const
const bonus = z.object({
  redemption: z.string().describe('What a rollback names'),
  offer: z.string(),
  amount: z.string().describe('What the order pays less, a decimal in major units'),
  currency: z.string(),
  points: z.int().optional().describe('Points to credit to the shopper'),
})
/** An order may use a bonus by itself: the shop is told here, and credits it. */
const bonuses = { bonuses: z.array(bonus).optional() }
const answered = z.object({ status: z.enum(STATUS), ...bonuses })
const MEANS =
  'accepted: it counts. repeat: it counted before. counted: a look of somebody who is no shopper yet. ignored: well' +
  ' formed, and of no use to us'

const mug = { product_id: 'mug', name: 'Mug', price: '390.00', quantity: 1 }
const EXAMPLES: Readonly<Record<Call, Readonly<Record<string, unknown>>>> = {
  track: {
    'a cart': {
      ...{ messageId: 'm-1', event: 'Product Added', anonymousId: 'VISITOR' },
      properties: mug,
      context: { campaign: { source: 'newsletter' } },
    },
    'GA4, several goods': {
      ...{ messageId: 'm-2', event: 'add_to_cart', anonymousId: 'VISITOR' },
      properties: {
        currency: 'UAH',
        items: [
          { item_id: 'mug', item_name: 'Mug', price: 390, quantity: 1 },
          { item_id: 'lamp', price: 1490, quantity: 2 },
        ],
      },
    },
    'an order (secret key)': {
      ...{ messageId: 'o-1', event: 'Order Completed', anonymousId: 'VISITOR', userId: '42' },
      properties: { order_id: 'A-1', products: [mug], shipping: '70.00' },
    },
  },
  identify: {
    'a customer (secret key)': {
      ...{ messageId: 'i-1', userId: '42', anonymousId: 'VISITOR' },
      traits: { firstName: 'Olena', email: 'olena@example.com', language: 'uk', birthday: '1990-05-01' },
    },
  },
  page: { 'a page': { messageId: 'p-1', anonymousId: 'VISITOR', name: 'Home' } },
  screen: { 'a screen of an app': { messageId: 's-1', anonymousId: 'VISITOR', name: 'Home' } },
  group: { 'taken and not used': { messageId: 'g-1', anonymousId: 'VISITOR', groupId: 'shop' } },
  alias: { 'one person (secret key)': { messageId: 'a-1', userId: '42', previousId: 'OLD' } },
}

const SUMMARY: Readonly<Record<Call, string>> = {
  track: 'Something happened',
  identify: 'Who a shopper is',
  page: 'A page was looked at',
  screen: 'A screen of an app was looked at',
  group: 'Taken for the sake of clients that send it; not used',
  alias: 'Two ids are one person, on the word of the shop (secret key); from a page it is taken and not used',
}

/** The names of each event and its properties. */
const trackBody = (shop: Shop): z.ZodType => {
  const known = eventsOf(shop).flatMap(({ names, known }) => (known ? [{ names, ...known }] : []))
  const properties = known.map(({ names, reader, trust }) => {
    const who = trust === 'fact' ? 'secret key' : 'either key'
    return reader.meta({ title: names[0]!, description: `${names.join(', ')} (${who})` })
  })
  const events = as(z.string(), {
    type: 'string',
    maxLength: 100,
    description: 'Case and underscores do not matter',
    examples: known.flatMap(({ names }) => names),
  })
  return CALLS.track.extend({ event: events, properties: z.union(properties).optional() })
}

const idOf = (call: string, path: string): string => {
  const last = path.split('/').at(-1)!
  return last === call ? call : `${call}_as_${last}`
}

export const ABOUT_CALLS = Object.fromEntries(
  (Object.keys(CALLS) as Call[]).map((call) => [
    call,
    (path: string): About => ({
      id: idOf(call, path),
      summary: SUMMARY[call],
      key: 'page',
      body: call === 'track' ? trackBody : CALLS[call],
      examples: EXAMPLES[call],
      answer: { status: 200, means: MEANS, body: answered },
      problems: [
        ...([
          'page_key',
          'origin',
          'in_the_future',
          'too_old',
          'not_elsewhere',
          'id_reused',
          'parked',
        ] as const),
        ...(call === 'track' ? (['unknown_event'] as const) : []),
      ],
    }),
  ]),
) as Readonly<Record<Call, (path: string) => About>>

export const ABOUT_BATCH = (path: string): About => ({
  id: idOf('batch', path),
  summary: 'Up to 500 calls together, each answered for itself, in order',
  detail:
    'Each holds `type` (track where it is left out) and what that call takes. One that is wrong is refused with its' +
    ' problem; the others count. `sentAt` and `context` hold for each that has none of its own.',
  key: 'page',
  body: z.object({
    batch: z
      .array(
        z.looseObject({
          type: z.enum(Object.keys(CALLS) as [Call, ...Call[]]).optional(),
          messageId: z.string(),
        }),
      )
      .min(1)
      .max(500),
    sentAt: CALLS.track.shape.sentAt,
    context: CALLS.track.shape.context,
    writeKey: z.string().optional().describe('The key, where there is no Authorization header'),
  }),
  examples: {
    'two events': {
      batch: [
        { type: 'track', messageId: 'b-1', event: 'Product Viewed', anonymousId: 'VISITOR', properties: mug },
        { type: 'page', messageId: 'b-2', anonymousId: 'VISITOR', name: 'Home' },
      ],
    },
  },
  answer: {
    status: 200,
    means: 'An answer for each, in the order of the batch',
    body: z.object({
      results: z.array(
        z.object({
          status: z.enum([...STATUS, 'refused']),
          ...bonuses,
          problem: z.looseObject({ code: z.string(), title: z.string() }).optional(),
        }),
      ),
    }),
  },
  problems: ['origin'],
})

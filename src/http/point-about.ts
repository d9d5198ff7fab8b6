// What /openapi.json says of the doors of points and referrals. Its examples are sent as they stand by a test.
import { z } from 'zod'
import type { About } from './about.ts'

const sum = z.string().describe('A decimal in major units')
const WHO = 'Asked for by `?userId=`.'

export const ABOUT_POINTS: About = {
  id: 'points',
  summary: 'The points of one customer',
  detail: `${WHO} \`kept_by\` says whether the ledger is Winback\u2019s or the shop\u2019s own (\`points:\` in shop.yaml).`,
  key: 'secret',
  answer: {
    status: 200,
    means: 'The balance, what ends next, and where the points came from',
    body: z.object({
      kept_by: z.enum(['winback', 'shop']),
      balance: z.int(),
      worth: sum.optional(),
      currency: z.string().optional(),
      expiring: z.object({ points: z.int(), on: z.iso.datetime() }).nullable(),
      lots: z.array(
        z.object({ points: z.int(), since: z.iso.datetime(), expires: z.iso.datetime().nullable() }),
      ),
    }),
  },
  problems: ['page_key', 'unknown_shopper'],
}

export const ABOUT_SPEND: About = {
  id: 'spendPoints',
  summary: 'Pay with points',
  detail: 'Those that end first go first. Cancelling the named order gives them back by itself.',
  key: 'secret',
  body: z.object({
    userId: z.string(),
    points: z.int().min(1),
    order: z.object({ id: z.string() }).optional(),
  }),
  examples: { 'fifty points on an order': { userId: '42', points: 50, order: { id: 'A-1' } } },
  idempotencyKey: true,
  answer: {
    status: 201,
    means: 'Spent; `amount` is what the order pays less, `id` is what a rollback names',
    body: z.object({ id: z.string(), points: z.int(), balance: z.int(), amount: sum, currency: z.string() }),
  },
  problems: [
    ...(['page_key', 'idempotency_key', 'id_reused', 'unknown_shopper', 'not_enough'] as const),
    ...(['points_of_the_shop', 'parked', 'too_old'] as const),
  ],
}

export const ABOUT_SPEND_BACK: About = {
  id: 'returnPoints',
  summary: 'Take a spend of points back; any number of times',
  detail: 'They go back to where they came from: what has ended meanwhile is gone.',
  key: 'secret',
  body: z.object({}).optional(),
  examples: { 'nothing more is needed': {} },
  idempotencyKey: true,
  answer: {
    status: 200,
    means: 'Given back',
    body: z.object({
      id: z.string(),
      status: z.literal('rolled_back'),
      points: z.int(),
      balance: z.int(),
    }),
  },
  problems: ['page_key', 'idempotency_key', 'id_reused', 'unknown_shopper', 'points_not_found', 'parked'],
}

export const ABOUT_REFERRAL: About = {
  id: 'referral',
  summary: 'The word by which a customer\u2019s friends come',
  detail: `${WHO} Put it into a link; when a friend comes by it, send the event \`Referred\` with it as \`referral\`.`,
  key: 'secret',
  answer: {
    status: 200,
    means: 'The word, and how many friends came by it and kept an order',
    body: z.object({ referral: z.string(), friends: z.int() }),
  },
  problems: ['page_key', 'unknown_shopper'],
}

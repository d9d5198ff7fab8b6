// What /openapi.json says of the codes' doors. Its examples are sent as they stand by a test.
import { z } from 'zod'
import type { About } from './about.ts'

const sum = z.string().describe('A decimal in major units')
const names = z.array(z.string()).optional()
/** Each reason says of these what belongs to it. */
const WANTS = z
  .object({
    ...{ items: names, categories: names },
    count: z.int().optional().describe('So many pieces of them are needed'),
    has: z.int().optional().describe('So many of them are in the order'),
    not_on_sale: z.boolean().optional(),
    days: names,
    hours: z.string().optional().describe("Of the shop's wall clock, such as 10:00-18:00"),
    from: z.iso.datetime().optional().describe('When the code may be used next'),
    other: z.string().optional().describe('The offer whose code is on the order already'),
  })
  .describe('What would have to be otherwise')
const lines = z
  .array(z.object({ product_id: z.string(), quantity: z.number(), amount: sum }))
  .describe('What of it falls on each line, exactly; their sum is the amount. Missing where delivery is free')
const example = {
  code: 'ZT-2345-6789-ABCD',
  order: { id: 'A-1', total: '2690.00' },
  shopper: { anonymousId: 'VISITOR' },
}

type Body = NonNullable<About['body']>

export const aboutValidations = (body: Body): About => ({
  id: 'validate',
  summary: 'May this code be used on this order? Changes nothing',
  detail:
    'Always 200. Anybody but the code\u2019s own shopper gets `not_found`, whether it exists or not. After ten wrong codes a' +
    ' shopper gets `too_many_tries` for fifteen minutes, whatever it types, and twice as long with each further one;' +
    ' Retry-After says how long. A code whose check symbol is wrong is a typo and does not count.',
  key: 'secret',
  body,
  examples: { 'a code at the checkout': example },
  answer: {
    status: 200,
    means: 'What it takes off, or why it can\u2019t be used, with words for the checkout',
    body: z.object({
      valid: z.boolean(),
      amount: sum.optional(),
      currency: z.string(),
      points: z.int().optional(),
      gift: z.string().optional().describe('The gift that goes with the order'),
      uses_left: z
        .int()
        .optional()
        .describe('How often it may be used after this, where it is more than once'),
      offer: z.string().optional(),
      until: z.iso.datetime().optional(),
      reason: z
        .literal([
          'not_found',
          'expired',
          'redeemed',
          'revoked',
          'used_up',
          'same_person',
          'locked',
          'minimum',
          'nothing_to_discount',
          'same_order',
          'only_first_order',
          'not_now',
          'not_with_other_codes',
          'with_goods',
          'not_these_goods',
          'too_many_tries',
        ])
        .optional(),
      missing: sum.optional(),
      wants: WANTS.optional(),
      lines: lines.optional(),
      message: z.string().optional(),
    }),
  },
  problems: ['page_key'],
})

export const aboutRedemptions = (body: Body): About => ({
  id: 'redeem',
  summary: 'Use a code on an order',
  key: 'secret',
  body,
  examples: { 'a code that is nobody\u2019s': example },
  idempotencyKey: true,
  answer: {
    status: 201,
    means: 'Used; `id` is what a rollback names',
    body: z.object({
      id: z.string(),
      order: z.string(),
      amount: sum,
      currency: z.string(),
      points: z.int().optional(),
      gift: z.string().optional().describe('The gift that goes with the order'),
      lines: lines.optional(),
    }),
  },
  problems: [
    ...(['page_key', 'idempotency_key', 'id_reused', 'too_many_tries', 'parked', 'too_old'] as const),
    ...(['code_not_found', 'code_expired', 'code_redeemed', 'code_revoked', 'code_minimum'] as const),
    ...(['code_nothing_to_discount', 'code_same_order', 'code_only_first_order', 'code_not_now'] as const),
    ...(['code_not_with_other_codes', 'code_with_goods', 'code_not_these_goods'] as const),
    ...(['code_used_up', 'code_same_person'] as const),
    'code_locked',
  ],
})

export const ABOUT_ROLLBACK: About = {
  id: 'rollBack',
  summary: 'Take the use of a code back; any number of times',
  key: 'secret',
  body: z.object({}).optional(),
  examples: { 'nothing more is needed': {} },
  idempotencyKey: true,
  answer: {
    status: 200,
    means: 'The code may be used again as long as it is valid',
    body: z.object({ id: z.string(), status: z.literal('rolled_back') }),
  },
  problems: ['page_key', 'idempotency_key', 'id_reused', 'unknown_shopper', 'code_not_found', 'parked'],
}

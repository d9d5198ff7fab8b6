// What /openapi.json says of keeping a code for an order. Its example is sent as it stands by a test.
import { z } from 'zod'
import type { About } from './about.ts'

type Body = NonNullable<About['body']>

export const aboutLocks = (body: Body): About => ({
  id: 'lock',
  summary: 'Keep a code for one order for a while',
  detail:
    'Until then only this order may use it; every other order hears `locked`, and until when. The same order may lock again.' +
    ' A lock is over by itself, and with the code at the latest. Refused wherever using the code would be.',
  key: 'secret',
  body,
  examples: {
    'a code that is nobody\u2019s': {
      code: 'ZT-2345-6789-ABCD',
      order: { id: 'A-1', total: '2690.00' },
      shopper: { anonymousId: 'VISITOR' },
      for: '15m',
    },
  },
  idempotencyKey: true,
  answer: {
    status: 201,
    means: 'Kept; `id` is what releases it, `amount` what it would take off now',
    body: z.object({
      id: z.string(),
      order: z.string(),
      until: z.iso.datetime(),
      amount: z.string().describe('A decimal in major units'),
      currency: z.string(),
    }),
  },
  problems: [
    ...(['page_key', 'idempotency_key', 'id_reused', 'too_many_tries', 'parked', 'too_old'] as const),
    ...(['code_not_found', 'code_expired', 'code_redeemed', 'code_revoked', 'code_minimum'] as const),
    ...(['code_locked', 'code_nothing_to_discount'] as const),
  ],
})

export const ABOUT_RELEASE: About = {
  id: 'release',
  summary: 'Let a code go before its time is over; any number of times',
  key: 'secret',
  answer: {
    status: 200,
    means: 'Any order of its shopper may use it again',
    body: z.object({ id: z.string(), status: z.literal('released') }),
  },
  problems: ['page_key', 'unknown_shopper', 'code_not_found', 'parked'],
}

// What /openapi.json says of giving out and erasing a shopper's data.
import { z } from 'zod'
import type { About } from './about.ts'

const count = z.number().int()

export const ABOUT_EXPORT: About = {
  id: 'exportShopper',
  summary: 'All there is of one shopper',
  detail:
    '`id` is an id of ours or your own (userId). Traits, addresses, consents with their wording, the talk, cart, orders,' +
    ' codes (named; their texts stay sealed), campaigns, contacts, and why messages were not sent. docs/PRIVACY.md' +
    ' names every part.',
  key: 'secret',
  answer: {
    status: 200,
    means: 'One object; sums in minor units, times in ISO 8601',
    body: z.looseObject({ shopper: z.looseObject({ id: z.string() }), traits: z.looseObject({}) }),
  },
  problems: ['page_key', 'unknown_shopper'],
}

export const ABOUT_ERASE: About = {
  id: 'eraseShopper',
  summary: 'Erase a shopper: no personal byte stays in the data folder',
  detail:
    'Takes effect at once; 202 says that files are still being cleaned, which takes minutes (an hour at the most). The' +
    ' same Idempotency-Key asks how far it is. Totals of budgets and reports stay. Live codes are withdrawn and their' +
    ' budget is given back. Stop sending events of this shopper first: whoever comes again is somebody new.',
  key: 'secret',
  idempotencyKey: true,
  answer: {
    status: 200,
    means: 'Erased; how much it was',
    body: z.object({
      status: z.enum(['erased', 'under_way']),
      begun: z.string().optional(),
      erased: z
        .object({
          lines: count.describe('Lines of the talk'),
          codes: count,
          tickets: count,
          enrolments: count.describe('Rows that stay for reports, without a person'),
          waiting: count.describe('Messages that had not left yet'),
          friends: count.describe('Shoppers who came by this one\u2019s word, and forgot it'),
        })
        .optional(),
    }),
  },
  problems: ['page_key', 'idempotency_key', 'unknown_shopper'],
}

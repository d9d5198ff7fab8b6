// What /openapi.json says of the catalogue's door. Its example is sent as it stands by a test.
import { z } from 'zod'
import type { About } from './about.ts'
import { itemSchema, MOST_ITEMS } from './catalogue.ts'

export const ABOUT_CATALOGUE: About = {
  id: 'catalogue',
  summary: `What the shop sells: up to ${MOST_ITEMS} items, each answered for itself`,
  detail:
    'Fields that are absent keep what was known, null forgets; `removed` takes the item out. Names of Google and GA4' +
    ' (`item_id`, `title`, `image_link`, …) are understood as well.',
  key: 'secret',
  body: ({ currency }) => z.object({ products: z.array(itemSchema(currency)).min(1).max(MOST_ITEMS) }),
  examples: {
    'a price and a stock': {
      products: [{ product_id: 'mug', name: 'Enamel mug', price: '390.00', cost: '190.00', stock: 12 }],
    },
  },
  answer: {
    status: 200,
    means: 'One result for each item, in their order',
    body: z.object({
      results: z.array(
        z.union([
          z.object({ status: z.literal('accepted') }),
          z.object({ status: z.literal('refused'), problem: z.looseObject({ code: z.string() }) }),
        ]),
      ),
    }),
  },
  problems: ['page_key'],
}

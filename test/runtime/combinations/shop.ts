// The shop of the combinations: an offer of every kind that a code can have, in campaigns with every bound.
import type { Rulebook } from '../../../src/core/rulebook.ts'
import { codesShop } from '../../core/codes-world.ts'

const OFFERS = `
gifts:
  sweets: { title: gifts.sweets, worth: 80 UAH }
offers:
  partner_10: { percent: 10, up_to: 300 UAH, valid: 48h, codes: { pool: partner } }
  partner_3: { amount: 30 UAH, uses: 3, valid: 9d, codes: { pool: partner } }
  autumn: { amount: 100 UAH, minimum: 500 UAH, valid: 24h, codes: { shared: AUTUMN26, per_shopper: 2, in_all: 6, campaign: autumn } }
  welcome: { percent: 10, up_to: 300 UAH, valid: 14d, first_order: true }
  points_50: { points: 50, worth: 50 UAH, valid: 30d }
  bonus_100: { bonus: 100 UAH, minimum: 500 UAH, valid: 30d }
  bonus_points: { bonus: 20 points, worth: 20 UAH, valid: 30d }
  thrice: { amount: 50 UAH, uses: 3, valid: 10d }
  delivery: { shipping: free, worth: 120 UAH, valid: 7d, stacks: true }
  five: { percent: 5, up_to: 100 UAH, minimum: 500 UAH, valid: 7d, stacks: true }
  on_tea: { percent: 33, up_to: 333 UAH, on: { items: [tea], words: gifts.sweets }, valid: 7d }
  sorry: { gift: sweets, apology: true, valid: 60d }
  thanks_100: { amount: 100 UAH, valid: 24h, first_order: true }
`

type Budgets = { readonly plain: string; readonly pool: string }

const flowsOf = ({ plain, pool }: Budgets) => ({
  plain: `
flow: plain
start: { on: hesitation }
campaign: { budget: ${plain}, until: none }
steps:
  - offer:
      - { when: trouble.late || trouble.complaint, escalate: trouble }
      - { give: welcome }
      - { give: five }
    else: end
`,
  pool: `
flow: pool
start: { on: signed_in }
campaign: { budget: ${pool}, until: none, approve: above 250 UAH }
steps:
  - give: partner_10
    else: end
`,
  autumn: `
flow: autumn
start: { on: subscribed }
campaign: { budget: { amount: 900 UAH, per_shopper: 350 UAH }, until: none }
steps:
  - give: autumn
    else: end
`,
  apology: `
flow: apology
start: { on: order_late }
campaign: { budget: 200 UAH, until: none }
steps:
  - give: sorry
    else: end
`,
})

const SHOP = `
points: { worth: 1 UAH, expire: 20d, remind: 5d }
budget: { amount: 6000 UAH, per_day: 1500 UAH }
discounted_orders: { share: 40%, from: 30 }
`

const WIDE = {
  plain: '{ amount: 2500 UAH, codes: 14, per_day: 900 UAH, per_shopper: 900 UAH }',
  pool: '{ amount: 1500 UAH, per_week: 1200 UAH }',
}
const NARROW = { plain: '{ amount: 700 UAH, codes: 6, per_day: 400 UAH }', pool: '{ amount: 500 UAH }' }

/** Now the one, now the other is in force: a lowered budget, and one that is raised again. */
export const RULEBOOKS: readonly Rulebook[] = [WIDE, NARROW].map((budgets) =>
  codesShop(SHOP, OFFERS, flowsOf(budgets)),
)

export const BY_HAND: readonly (readonly [offer: string, campaign: string])[] = [
  ...['welcome', 'points_50', 'bonus_100', 'bonus_points', 'thrice', 'delivery', 'five', 'on_tea'].map(
    (offer) => [offer, 'plain'] as const,
  ),
  ['partner_10', 'pool'],
  ['partner_3', 'pool'],
  ['sorry', 'apology'],
]

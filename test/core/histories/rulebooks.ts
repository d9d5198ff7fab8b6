// Rulebooks out of pieces: caps, holdouts, budgets, questions, agents, each there or not. The first is the shipped one.
import type { Rulebook } from '../../../src/core/rulebook.ts'
import { OFFERS, rulebookOf, SHOP, shippedRulebook } from '../world.ts'

/** A list of choices read off a number, so that each number is one rulebook and a failure names it. */
const choosing = (seed: number) => {
  let state = seed
  return <T>(...of: readonly [T, ...T[]]): T => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return of[(state >>> 16) % of.length]!
  }
}

type Choose = ReturnType<typeof choosing>

const campaign = (choose: Choose): string => {
  const budget = choose(
    ...(['none', '300 UAH', '1500 UAH', '{ amount: none, per_day: 200 UAH, codes: 3 }'] as const),
    '{ amount: 1500 UAH, per_shopper: 150 UAH, per_week: 700 UAH, per_month: 900 UAH }',
  )
  const limits = choose(...(['', '', '', ', approve: always', ', approve: above 100 UAH'] as const))
  return `campaign: { budget: ${budget}, holdout: ${choose('0%', '20%', '50%')}, until: none${limits} }`
}

const cap = (choose: Choose): string => choose('', ', at_most: once per 14d', ', at_most: 2 per 30d')

const cart = (choose: Choose): string => `
flow: cart
about: A left cart.
start: { on: cart_abandoned, after: 45m${cap(choose)} }
goal: { order_within: 7d }
${campaign(choose)}
steps:
  - ask: abandoned_cart.why
    choices: [price, shipping_cost, not_ready]
    wait: 2h
    silent: [{ give: fixed_100 }]
  - offer:
      - { when: cart.total >= shop.large_order, escalate: large_order }
      - { when: reason == "price", give: percent_15 }
      - { when: reason == "shipping_cost", give: free_shipping }
    else: { say: abandoned_cart.keep }
`

const hesitation = (choose: Choose): string => `
flow: hesitation
about: Wavers.
start: { on: hesitation${choose('', ', after: 10m')}${cap(choose)} }
goal: { order_within: 3d }
${campaign(choose)}
steps:
  - ask: hesitation.help
    choices: [price, fit]
    wait: 2h
    silent: end
  - when: reason == "price"
    give: percent_15
    else: { say: hesitation.here }
`

const discount = (choose: Choose): string => `
flow: discount
about: Asked for a code.
start: { on: ask_discount${cap(choose)} }
goal: { order_within: 7d }
${campaign(choose)}
steps: [{ give: fixed_100 }]
`

const thanks = (choose: Choose): string => `
flow: thanks
about: An order, and something for the next.
start: { on: order_completed, after: ${choose('1h', '1d')}${cap(choose)} }
${campaign(choose)}
steps: [{ give: points_50 }, { wait: 2d }, { say: abandoned_cart.keep }]
`

const lapsed = (choose: Choose): string => `
flow: lapsed
about: A month of silence.
start: { on: segment_entered, segment: lapsed${cap(choose)} }
goal: { order_within: 14d }
${campaign(choose)}
steps: [{ give: fixed_100 }]
`

const large = (choose: Choose): string => `
flow: large
about: A large cart goes to an agent.
start: { on: cart_changed, after: 10m, when: cart.total >= shop.large_order${cap(choose)} }
priority: 10
${campaign(choose)}
steps: [{ escalate: large_order }]
`

const wishes = (choose: Choose): string => `
flow: wishes
about: A birthday.
start: { on: birthday }
${campaign(choose)}
steps: [{ give: fixed_100 }]
`

const ladder = (choose: Choose): string => `
flow: ladder
about: The least first.
start: { on: cart_abandoned, after: ${choose('50m', '40m..70m')}${cap(choose)} }
${campaign(choose)}
steps:
  - ask: abandoned_cart.why
    choices: [price, fit]
    wait: 3h
  - offer: [{ when: reason == "price", climb: comeback }]
    else: { say: abandoned_cart.keep }
`

const experiment = (choose: Choose): string => `
flow: experiment
about: One size against another.
start: { on: hesitation${cap(choose)} }
goal: { order_within: 7d }
${campaign(choose)}
experiment:
  variants:
    a: { weight: 50 }
    b: { weight: 50, offers: { percent_15: { percent: 10, valid: 24h } }, after: 1h }
    c: { weight: 20, offers: { percent_15: { valid: 3d } } }
steps: [{ give: percent_15 }]
`

const bonus = (choose: Choose): string => `
flow: bonus
about: Something for the next order, and what may stand beside it.
start: { on: order_completed, after: ${choose('1h', '1d')}${cap(choose)} }
goal: { order_within: 30d }
${campaign(choose)}
steps: [{ give: ${choose('bonus_100', 'bonus_points', 'stacked', 'three_times')} }]
`

const beside = (choose: Choose): string => `
flow: beside
about: A code that another may stand beside.
start: { on: signed_in${cap(choose)} }
${campaign(choose)}
steps: [{ give: ${choose('delivery', 'three_times')} }]
`

const PIECES = {
  ladder,
  experiment,
  bonus,
  beside,
  cart,
  hesitation,
  discount,
  thanks,
  lapsed,
  large,
  wishes,
} as const

const contact = (choose: Choose): string => `contact: ${choose('3 per 7d', '1 per 14d', '2 per 1d')}\n`

const shopRules = (choose: Choose): string =>
  choose('', '', 'codes_per_shopper: 3 per 365d\n') +
  choose('', '', 'budget: { per_month: 500 UAH }\n', 'budget: { amount: 900 UAH, codes: 5 }\n') +
  choose('', '', 'points: { worth: 1 UAH, expire: 365d, remind: 5d }\n')

const MORE = `
  bonus_100: { bonus: 100 UAH, minimum: 500 UAH, valid: 30d }
  bonus_points: { bonus: 50 points, worth: 50 UAH, valid: 30d }
  three_times: { amount: 50 UAH, minimum: 300 UAH, uses: 3, valid: 60d }
  delivery: { shipping: free, worth: 120 UAH, valid: 7d, stacks: true }
  stacked: { percent: 5, up_to: 100 UAH, minimum: 500 UAH, valid: 7d, stacks: true }
ladders:
  comeback: { rungs: [nothing, { say: hesitation.here }, points_50, fixed_100, percent_15], at_most: 3 per 365d }
`

const build = (seed: number): Rulebook => {
  if (seed === 0) return shippedRulebook()
  const choose = choosing(seed)
  const flows = Object.entries(PIECES).flatMap(([name, piece]) =>
    choose(true, true, false) ? [[name, piece(choose)] as const] : [],
  )
  if (flows.length === 0) flows.push(['cart', cart(choose)])
  const shop = SHOP + contact(choose) + choose('', '', 'holdout: 20%\n') + shopRules(choose)
  return rulebookOf(Object.fromEntries(flows), shop, OFFERS + MORE)
}

/** So many different ones: compiling takes longer than playing a history. */
export const RULEBOOKS = 64
const built = new Map<number, Rulebook>()

export const rulebookNumber = (seed: number): Rulebook => {
  const rulebook = built.get(seed) ?? build(seed)
  built.set(seed, rulebook)
  return rulebook
}

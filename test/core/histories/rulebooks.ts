// Rulebooks out of pieces: caps, holdouts, budgets, questions, agents, each there or not. The first is the shipped one.
import type { Rulebook } from '../../../src/core/rulebook.ts'
import { rulebookOf, SHOP, shippedRulebook } from '../world.ts'

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
  const budget = choose('none', '300 UAH', '1500 UAH')
  return `campaign: { budget: ${budget}, holdout: ${choose('0%', '20%', '50%')}, until: none }`
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

const PIECES = { cart, hesitation, discount, thanks, lapsed, large, wishes } as const

const contact = (choose: Choose): string => `contact: ${choose('3 per 7d', '1 per 14d', '2 per 1d')}\n`

const build = (seed: number): Rulebook => {
  if (seed === 0) return shippedRulebook()
  const choose = choosing(seed)
  const flows = Object.entries(PIECES).flatMap(([name, piece]) =>
    choose(true, true, false) ? [[name, piece(choose)] as const] : [],
  )
  if (flows.length === 0) flows.push(['cart', cart(choose)])
  return rulebookOf(Object.fromEntries(flows), SHOP + contact(choose))
}

/** So many different ones: compiling takes longer than playing a history. */
export const RULEBOOKS = 64
const built = new Map<number, Rulebook>()

export const rulebookNumber = (seed: number): Rulebook => {
  const rulebook = built.get(seed) ?? build(seed)
  built.set(seed, rulebook)
  return rulebook
}

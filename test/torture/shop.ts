// The shop that is tortured: whoever asks gets a code as long as there is money, a large cart goes to an agent, and who
// comes back is thanked. Small rules, so that what may happen can be said.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')

const SHOP = `
name: Torture
currency: UAH
time_zone: Europe/Kyiv
languages: [en, uk, ru]
code_prefix: WB
large_order: 20000 UAH
agents: { percent: 25, amount: 5000 UAH, answers_within: 15m }
settle_within: 7d
contact: none
facts: { delivery_cost: 120 UAH, free_delivery_from: 1500 UAH }
`

const OFFERS = `
offers:
  fixed_100: { amount: 100 UAH, valid: 24h }
  percent_10: { percent: 10, up_to: 600 UAH, valid: 48h, remind: 6h }
`

const asked = (budget: number): string => `
flow: asked
about: Whoever asks gets one; a large order goes to an agent.
start: { on: ask_discount, at_most: once }
goal: { order_within: 7d }
campaign: { budget: ${budget} UAH, until: none }
steps:
  - { when: cart.total >= shop.large_order, escalate: large_order, then: end }
  - { give: fixed_100, else: { say: ask_discount.not_now } }
`

const SEGMENTS = 'segments: { bought: orders.count > 0 }\n'

/** Writes flows, locales and sealing key of the shop into `folder`. `budget`: in whole UAH. */
export const writeShop = (folder: string, budget: number): void => {
  mkdirSync(join(folder, 'flows'), { recursive: true })
  writeFileSync(join(folder, 'key'), Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
  cpSync(join(ROOT, 'locales'), join(folder, 'locales'), { recursive: true })
  const files = { shop: SHOP, offers: OFFERS, segments: SEGMENTS, asked: asked(budget) }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'flows', `${name}.yaml`), text)
}

// The shop that is asked for too much: a code for everybody, and agents who may give one to whomever they like.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../../..')
export const CODE = 'FLOOD26'

const FILES = {
  shop: `
name: Flood
currency: UAH
time_zone: Europe/Kyiv
languages: [en, uk, ru]
code_prefix: WB
large_order: 20000 UAH
agents: { percent: 25, amount: 5000 UAH, answers_within: 15m }
settle_within: 7d
contact: none
facts: { delivery_cost: 120 UAH, free_delivery_from: 1500 UAH }
`,
  offers: `
offers:
  fixed_100: { amount: 100 UAH, valid: 24h }
  everybody: { amount: 100 UAH, valid: 24h, codes: { shared: ${CODE}, in_all: 1000000, campaign: asked } }
`,
  segments: 'segments: { bought: orders.count > 0 }\n',
  asked: `
flow: asked
about: Whoever asks gets one.
start: { on: ask_discount, at_most: once }
goal: { order_within: 7d }
campaign: { budget: 900000000 UAH, until: none }
steps:
  - { give: fixed_100, else: { say: ask_discount.not_now } }
`,
}

/** Writes flows, locales and key into `folder`. */
export const writeShop = (folder: string): void => {
  mkdirSync(join(folder, 'flows'), { recursive: true })
  writeFileSync(join(folder, 'key'), Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
  cpSync(join(ROOT, 'locales'), join(folder, 'locales'), { recursive: true })
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, 'flows', `${name}.yaml`), text)
}

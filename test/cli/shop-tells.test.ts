// Rules over what the shop as a whole is like, played from the door to the answer by the real engine.
import { describe, expect, it } from 'vitest'
import { checkTranscripts } from '../../src/cli/transcripts/check-transcripts.ts'
import { formatProblem } from '../../src/rulebook/problem.ts'
import { rulebookOf } from '../rulebook/sources-of.ts'

/** The first row that holds, told by what it gives. */
const flow = (...rows: readonly string[]) => `
flow: f
start: { on: signed_in }
campaign: { budget: 10000 UAH, until: none }
steps:
  - offer:
${rows.map((row) => `      - ${row}`).join('\n')}
    else: { say: bot.thanks }
`

const plays = async (yaml: string, lines: string, more: Readonly<Record<string, string>> = {}) => {
  const rulebook = rulebookOf({ 'flows/f.yaml': yaml, ...more })
  const text = `transcript: t\nlines:\n${lines.trim().replace(/^/gm, '  ')}`
  const { played, problems } = await checkTranscripts(rulebook, [{ path: 'flows/tests/t.yaml', text }])
  expect(problems.map(formatProblem)).toEqual([])
  expect(played).toBe(1)
}

describe('rules may rest', () => {
  it('on the signals of the shop, until they are forgotten', async () => {
    await plays(
      flow('{ when: "warehouse.load > 0.8 && sales.volume < 1", give: fixed_500 }'),
      `
- opens_chat: true
- bot: bot.greeting
- signals: { warehouse_load: 0.9, sales_volume: 0.5, for: 4h }
- after: 5h
- signs_in: true
- bot: bot.thanks
- signals: { warehouse_load: 0.9, sales_volume: 0.5, for: 4h }
- signs_in: true
- bot: { code: fixed_500 }
`,
    )
  })

  it('on how much is left of the cart, on the catalogue’s word', async () => {
    await plays(
      flow('{ when: "cart.least_stock <= 3", give: fixed_500 }'),
      `
- opens_chat: true
- bot: bot.greeting
- adds: { item: boots, price: 1200 }
- signs_in: true
- bot: bot.thanks
- catalogue: { item: boots, price: 1200, stock: 4 }
- signs_in: true
- bot: bot.thanks
- catalogue: { item: boots, price: 1200, stock: 3 }
- signs_in: true
- bot: { code: fixed_500 }
`,
    )
  })

  it('on goods that go with what was bought, and on a category that is new', async () => {
    await plays(
      flow(
        '{ when: size(cart.related) > 0, give: percent_15 }',
        '{ when: size(cart.new_categories) > 0, give: fixed_500 }',
      ),
      `
- opens_chat: true
- bot: bot.greeting
- catalogue:
    - { item: boots, price: 1200, category: shoes, related: [wax] }
    - { item: wax, price: 1100, category: shoes }
    - { item: hat, price: 300, category: hats }
- adds: { item: boots, price: 1200 }
- orders: 1200
- adds: { item: boots, price: 1200 }
- signs_in: true
- bot: bot.thanks
- adds: { item: wax, price: 1100 }
- signs_in: true
- bot: { code: percent_15 }
`,
    )
    await plays(
      flow('{ when: size(cart.new_categories) > 0, give: fixed_500 }'),
      `
- opens_chat: true
- bot: bot.greeting
- adds: { item: boots, price: 1200, category: shoes }
- orders: 1200
- adds: { item: boots, price: 1200, category: shoes }
- signs_in: true
- bot: bot.thanks
- adds: { item: hat, price: 300, category: hats }
- signs_in: true
- bot: { code: fixed_500 }
`,
    )
  })

  it('on the season, the holidays of its countries and its own', async () => {
    const shop = `
name: Test
currency: UAH
time_zone: Europe/Kyiv
countries: [UA]
holidays: { black_friday: 2026-11-27 }
`
    await plays(
      flow('{ when: now.holiday && now.next_holiday == "black_friday", give: fixed_500 }'),
      `
- opens_chat: true
- bot: bot.greeting
- at: 2026-11-26 23:59
- signs_in: true
- bot: bot.thanks
- at: 2026-11-27 00:00
- signs_in: true
- bot: { code: fixed_500 }
`,
      { 'flows/shop.yaml': shop, 'flows/segments.yaml': '' },
    )
  })
})

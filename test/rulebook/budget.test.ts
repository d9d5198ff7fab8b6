// `budget:` as a sum or with its bounds, of a campaign and of the shop: what is read, and what is said of mistakes.
import { describe, expect, it } from 'vitest'
import { problemsOf, rulebookOf, warningsOf } from './sources-of.ts'

const flow = (budget: string): Record<string, string> => ({
  'flows/discount.yaml': `flow: discount
about: x
start: { on: ask_discount }
campaign: { budget: ${budget}, until: none }
steps: [{ give: fixed_500 }]
`,
})
const shop = (line: string): Record<string, string> => ({
  'flows/shop.yaml': `name: S\ncurrency: UAH\ntime_zone: Europe/Kyiv\n${line}\n`,
})
const termsOf = (budget: string) =>
  rulebookOf(flow(budget)).flows.find(({ name }) => name === 'discount')?.campaign

describe('the budget of a campaign', () => {
  it('is a sum, none, or a sum and the bounds beside it', () => {
    expect(termsOf('300000 UAH')).toMatchObject({ budget: 30_000_000 })
    expect(termsOf('300000 UAH')?.limits).toBeUndefined()
    expect(termsOf('none')).toMatchObject({ budget: null })
    expect(termsOf('{ amount: none, codes: 500 }')).toMatchObject({ budget: null, limits: { codes: 500 } })
    const all =
      '{ amount: 300000 UAH, per_shopper: 1000 UAH, per_day: 2000 UAH, per_week: 9000 UAH, per_month: 30000 UAH }'
    expect(termsOf(all)).toMatchObject({
      budget: 30_000_000,
      limits: { per_shopper: 100_000, per_day: 200_000, per_week: 900_000, per_month: 3_000_000 },
    })
  })

  it.each([
    ['{ codes: 5 }', '4:21  the budget lacks amount (expected amount: 300000 UAH, or amount: none)'],
    ['{ amount: 5000 UAH, per_dya: 5 UAH }', '4:41  unknown key "per_dya" in the budget'],
    ['{ amount: 5000 UAH, per_dya: 5 UAH }', 'did you mean per_day?'],
    [
      '{ amount: 5000 UAH, per_day: 2000 }',
      'per_day has no currency (expected a sum such as 600 UAH; did you mean 2000 UAH?)',
    ],
    ['{ amount: none, codes: 0 }', 'codes cannot be "0" (expected a whole number from 1 to 100000000)'],
    ['[5 UAH]', 'the budget cannot be'],
  ])('%s', (budget, expected) => {
    const found = problemsOf(flow(budget))
    expect(found.find((line) => line.includes(expected)) ?? found).toContain(expected)
  })

  it('warns of bounds that cover no code, and of those that bound nothing', () => {
    const found = warningsOf(flow('{ amount: 9000 UAH, per_day: 100 UAH, per_shopper: 100 UAH }')).join('\n')
    expect(found).toContain('per_day does not cover one code of the dearest offer')
    expect(found).toContain('per_shopper does not cover one code of the dearest offer')
    const idle = warningsOf(flow('{ amount: 9000 UAH, per_day: 5000 UAH, per_week: 1000 UAH }')).join('\n')
    expect(idle).toContain('per_day is more than per_week: it bounds nothing')
  })
})

describe('the budget of the shop', () => {
  it('bounds all campaigns, and the share of discounted orders', () => {
    const read = rulebookOf(shop('budget: { amount: 90000 UAH, codes: 700 }\ndiscounted_orders: 30%')).shop
    expect(read.budget).toEqual({ amount: 9_000_000, codes: 700 })
    expect(read.discounted_orders).toEqual({ share: 3_000, from: 100 })
    const plain = rulebookOf(shop('budget: 90000 UAH\ndiscounted_orders: { share: 12.5%, from: 20 }')).shop
    expect(plain.budget).toEqual({ amount: 9_000_000 })
    expect(plain.discounted_orders).toEqual({ share: 1_250, from: 20 })
    expect(rulebookOf(shop('budget: none')).shop.budget).toBeUndefined()
  })

  it.each([
    [
      'discounted_orders: 130%',
      'discounted_orders cannot be "130%" (expected a percentage above 0 and below 100, such as 30%)',
    ],
    [
      'discounted_orders: { form: 5 }',
      'unknown key "form" in discounted_orders (expected share, from; did you mean from?)',
    ],
    ['discounted_orders: { from: 5 }', 'discounted_orders lacks share'],
    ['budget: { per_day: 5 USD }', "per_day is in USD, but the shop's currency is UAH"],
  ])('%s', (line, expected) => {
    const found = problemsOf(shop(line))
    expect(found.find((one) => one.includes(expected)) ?? found).toContain(expected)
  })
})

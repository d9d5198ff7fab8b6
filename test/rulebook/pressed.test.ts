// A rulebook that was kept is the one that was compiled: the same data, conditions that hold for the same facts, the same words.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Condition } from '../../src/core/condition.ts'
import type { Facts } from '../../src/core/facts/fact.ts'
import { FACT_SCHEMA, type FactType, PLAIN_FACTS } from '../../src/core/facts/fact-schema.ts'
import { LANGS, REASONS } from '../../src/core/meaning.ts'
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { loadRulebook } from '../../src/rulebook/load.ts'
import { type Kept, pressRulebook, unpressRulebook } from '../../src/rulebook/pressed.ts'
import type { Source } from '../../src/rulebook/sources.ts'
import { FILES, SHIPPED, sourcesOf } from './sources-of.ts'

const kept = (sources: readonly Source[]): Kept => {
  const result = compileRulebook(sources)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result
}

const back = (one: Kept): Kept => {
  const text = pressRulebook(one)
  if (text === null) throw new Error('not pressed')
  return unpressRulebook(text)
}

/** Every condition with its place. */
const conditionsOf = (value: unknown, place = ''): readonly (readonly [string, Condition])[] => {
  if (typeof value !== 'object' || value === null) return []
  const here = 'holds' in value ? [[place, value as Condition] as const] : []
  return [...here, ...Object.entries(value).flatMap(([key, one]) => conditionsOf(one, `${place}.${key}`))]
}

const VALUES: Readonly<Record<FactType, fc.Arbitrary<unknown>>> = {
  money: fc.integer({ min: 0, max: 3_000_000 }),
  int: fc.integer({ min: 0, max: 200 }),
  number: fc.double({ min: 0, max: 2, noNaN: true }),
  string: fc.constantFrom(...REASONS, 'ru', 'uk', 'telegram'),
  bool: fc.boolean(),
  strings: fc.array(fc.constantFrom(...REASONS)),
}
const group = (fields: Readonly<Record<string, FactType>>) =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, VALUES[type]])), {
    requiredKeys: [],
  })
const facts = fc
  .tuple(
    fc.record(Object.fromEntries(Object.entries(FACT_SCHEMA).map(([root, fields]) => [root, group(fields)]))),
    group({ ...PLAIN_FACTS, again: 'bool' }),
  )
  .map(([roots, plain]) => ({ ...roots, ...plain }) as unknown as Facts)

const isSame = (one: Kept, other: Kept): void => {
  expect(JSON.stringify(other)).toBe(JSON.stringify(one))
  const [mine, theirs] = [conditionsOf(one.rulebook), conditionsOf(other.rulebook)]
  expect(theirs.map(([place]) => place)).toEqual(mine.map(([place]) => place))
  fc.assert(
    fc.property(facts, (given) => {
      const held = (all: typeof mine) => all.map(([, condition]) => condition.holds(given))
      expect(held(theirs)).toEqual(held(mine))
    }),
    { numRuns: 40 },
  )
  for (const key of one.rulebook.textKeys ?? [])
    for (const lang of LANGS) {
      const ref = { key, args: { name: 'Olha', count: 3, shop_returns_days: '14' } }
      expect(other.rulebook.text(ref, lang)).toBe(one.rulebook.text(ref, lang))
    }
  expect(other.rulebook.sum(129_900, 'uk')).toBe(one.rulebook.sum(129_900, 'uk'))
  expect(other.rulebook.hasText('no.such')).toBe(false)
}

describe('a rulebook that was kept', () => {
  it('is the shipped one', () => {
    const one = kept(SHIPPED)
    expect(conditionsOf(one.rulebook).length).toBeGreaterThan(50)
    isSame(one, back(one))
  })

  it.each(['online-retail', 'hillstrom', 'taobao'])('is that of %s', async (name) => {
    const folder = new URL(`../../src/histories/rulebooks/${name}/`, import.meta.url).pathname
    const result = await loadRulebook(`${folder}flows`, `${folder}locales`)
    if ('problems' in result) throw new Error(JSON.stringify(result.problems))
    isSame(result, back(result))
  })

  it("knows variables, has(), segments that ask segments and the shop's own facts and days", () => {
    const shop = `${FILES['flows/shop.yaml']}countries: [UA]\nholidays: { sale: [2027-11-26, 05-12] }\n`
    const segments = `
segments:
  first_purchase: orders.count == 0
  far: "!segment.first_purchase && (cart.total < shop.free_delivery_from || shop.instalments == 3)"
  odd: has(orders.days_since_last) && !has(cart.total)
`
    const flow = `
flow: asks
start: { on: cart_abandoned, after: 45m, when: segment.far || segment.odd, at_most: once per 14d }
goal: { order_within: 7d }
campaign: { budget: none, until: none }
steps:
  - { ask: abandoned_cart.why, into: reason, choices: [price, fit, human], wait: 12h }
  - { when: 'reason in ["price", "fit"] && cart.total > 100', set: { again: true } }
  - { when: again && segment.far, say: abandoned_cart.keep, then: end }
`
    const one = kept(
      sourcesOf({ 'flows/shop.yaml': shop, 'flows/segments.yaml': segments, 'flows/asks.yaml': flow }),
    )
    const other = back(one)
    isSame(one, other)
    const days = (rulebook: Kept['rulebook'], year: number) => rulebook.shop.holidays?.in(year)
    for (const year of [2026, 2027, 2050])
      expect(days(other.rulebook, year)).toEqual(days(one.rulebook, year))
    expect(days(other.rulebook, 2027)).toContainEqual({ date: '2027-11-26', name: 'sale' })
  })

  it('is frozen, and what would not come back is not kept', () => {
    const one = kept(SHIPPED)
    const { rulebook } = back(one)
    expect(Object.isFrozen(rulebook) && Object.isFrozen(rulebook.flows[0]!.steps)).toBe(true)
    expect(pressRulebook({ rulebook: { ...one.rulebook }, warnings: [] })).toBeNull()
  })
})

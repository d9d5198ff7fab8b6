import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Enrolment } from '../../src/core/enrolment/enrolment.ts'
import { budgetsInForce } from '../../src/core/steering/budget-in-force.ts'
import { type Earnings, newEarnings, type Verdict } from '../../src/core/steering/earnings.ts'
import {
  arrive,
  type Campaign,
  NEW_STATE,
  type SteeringState,
  steer,
  undo,
} from '../../src/core/steering/steering.ts'
import type { SteeringRules } from '../../src/core/steering/steering-rules.ts'
import { problemsOf } from '../rulebook/sources-of.ts'

const DAY = 86_400_000
const RULES: SteeringRules = {
  ...{ every: DAY, margin: 1 },
  pause_when: { loses: 14 * DAY, least: 100 },
  move: { from: 'losers', to: 'winners', at_most: 0.2, least_left: 1000, grow: 1.5 },
}

const earningsOf = (verdicts: Readonly<Record<string, Verdict>>): ReadonlyMap<string, Earnings> =>
  new Map(
    Object.entries(verdicts).map(([name, verdict]) => [
      name,
      { verdict, treated: 900, held_out: 100, incremental: 10, costs: 5, each: null, returns: 2 },
    ]),
  )

const campaign = (name: string, budget: number | null, used = 0): Campaign => ({
  name,
  budget,
  used,
  runs: true,
})
const BAD_AND_GOOD = earningsOf({ bad: 'loses', good: 'earns' })
const TWO = [campaign('bad', 100_000, 10_000), campaign('good', 100_000)]

/** Looks once a day for so many days; everything on its way arrives. */
const looks = (
  days: number,
  earnings = BAD_AND_GOOD,
  campaigns: readonly Campaign[] = TWO,
  from: SteeringState = NEW_STATE,
  rules = RULES,
) => {
  let state = from
  for (let day = 1; day <= days; day++) {
    const now = Math.max(state.looked, 0) + DAY
    state = arrive(steer(state, rules, campaigns, earnings, now), campaigns, now + 60_000)
  }
  return state
}

describe('budgets that follow success', () => {
  test('a campaign is paused that was seen to lose for fourteen days, and not before', () => {
    expect(looks(14).moves).toEqual({})
    const state = looks(15)
    expect(state.moves.bad?.paused).toBe(true)
    expect(state.doings.map(({ did, campaign }) => [did, campaign])).toEqual([
      ['paused', 'bad'],
      ['moved', 'bad'],
    ])
  })

  test('one look that does not know ends the count', () => {
    const before = looks(10)
    const unsure = looks(1, earningsOf({ bad: 'not_yet_known', good: 'earns' }), TWO, before)
    expect(looks(14, BAD_AND_GOOD, TWO, unsure).moves).toEqual({})
  })

  test('with too few shoppers, or where nobody knows, nothing is ever done', () => {
    const few = new Map([['bad', { ...BAD_AND_GOOD.get('bad')!, treated: 50, held_out: 49 }]])
    expect(looks(60, few).moves).toEqual({})
    expect(looks(60, earningsOf({ bad: 'not_yet_known', good: 'not_yet_known' })).moves).toEqual({})
  })

  test('money moves a fifth at a time, and only what is not promised; the receiver grows by half at most', () => {
    const state = looks(15)
    expect(state.moves.bad?.budget).toBe(-20_000)
    expect(state.moves.good?.budget).toBe(20_000)
    const long = looks(60)
    expect(long.moves.good?.budget).toBe(50_000)
    const poor = looks(60, BAD_AND_GOOD, [campaign('bad', 100_000, 95_000), campaign('good', 100_000)])
    expect(poor.moves.good?.budget).toBe(5000)
    const least = looks(60, BAD_AND_GOOD, [campaign('bad', 1500), campaign('good', 100_000)])
    expect(least.moves.good?.budget).toBe(500)
  })

  test('what the giver spends while word is on its way stays with the giver', () => {
    const looked = steer(looks(14), RULES, TWO, BAD_AND_GOOD, 15 * DAY)
    expect(looked.coming).toEqual([{ from: 'bad', to: 'good', amount: 20_000, at: 15 * DAY }])
    expect(looked.moves.good).toBeUndefined()
    // Another process did not know yet, and issued up to the old budget.
    const spent = [campaign('bad', 100_000, 85_000), campaign('good', 100_000)]
    expect(arrive(looked, spent, 15 * DAY + 9999)).toBe(looked)
    const arrived = arrive(looked, spent, 15 * DAY + 10_000)
    expect(arrived.moves).toMatchObject({ bad: { budget: -15_000 }, good: { budget: 15_000 } })
  })

  test('a campaign without a limit neither gives nor gets; one that is paused gets nothing', () => {
    expect(looks(60, BAD_AND_GOOD, [campaign('bad', null), campaign('good', 100)]).moves.good).toBeUndefined()
    expect(looks(60, BAD_AND_GOOD, [campaign('bad', 100_000), campaign('good', null)]).coming).toEqual([])
    const stopped = [campaign('bad', 100_000), { ...campaign('good', 100_000), runs: false }]
    expect(looks(60, BAD_AND_GOOD, stopped).moves.good).toBeUndefined()
  })

  test('can be undone: pauses end, unused money goes back, and the count begins anew', () => {
    const campaigns = [campaign('bad', 100_000, 10_000), campaign('good', 100_000, 110_000)]
    const undone = arrive(undo(looks(15), campaigns, 16 * DAY), campaigns, 16 * DAY + 60_000)
    expect(undone.moves).toEqual({ bad: { budget: -10_000 }, good: { budget: 10_000 } })
    expect(undone.losing).toEqual({})
    const one = undo(looks(15), TWO, 16 * DAY, 'bad')
    expect(one.moves.bad).toEqual({ budget: -20_000 })
    expect(one.doings.at(-1)).toMatchObject({ did: 'resumed', campaign: 'bad' })
  })

  test('a file that is lowered afterwards makes no money: the receiver has less', () => {
    const moves = { bad: { budget: -20_000 }, good: { budget: 20_000 } }
    const written = [
      { name: 'bad', budget: 5000 },
      { name: 'good', budget: 100_000 },
    ]
    expect(budgetsInForce(written, moves)).toEqual(
      new Map([
        ['bad', 0],
        ['good', 105_000],
      ]),
    )
    expect(budgetsInForce([written[1]!], moves)).toEqual(new Map([['good', 100_000]]))
  })

  test('whatever happens, money is conserved and caps hold', () => {
    const names = ['a', 'b', 'c', 'd']
    const verdict = fc.constantFrom<Verdict>('earns', 'loses', 'loses', 'not_yet_known')
    const step = fc.record({
      verdicts: fc.tuple(verdict, verdict, verdict, verdict),
      wants: fc.array(fc.tuple(fc.nat(3), fc.nat(30_000)), { maxLength: 6 }),
      stale: fc.array(fc.tuple(fc.nat(3), fc.nat(30_000)), { maxLength: 3 }),
      undoes: fc.boolean(),
    })
    const budgets = fc.tuple(fc.nat(100_000), fc.nat(100_000), fc.nat(100_000), fc.nat(100_000))
    fc.assert(
      fc.property(budgets, fc.array(step, { minLength: 5, maxLength: 40 }), (sums, steps) => {
        const rules = { ...RULES, pause_when: { loses: 2 * DAY, least: 100 } }
        const used = new Map(names.map((name) => [name, 0]))
        const campaigns = () => names.map((name, n) => campaign(name, sums[n]!, used.get(name)))
        const total = sums.reduce((sum, one) => sum + one, 0)
        let state: SteeringState = NEW_STATE
        let now = 0
        const issue = (moves: SteeringState['moves'], wants: readonly (readonly [number, number])[]) => {
          const inForce = budgetsInForce(campaigns(), moves)
          for (const [n, amount] of wants) {
            const name = names[n]!
            if (used.get(name)! + amount <= inForce.get(name)!) used.set(name, used.get(name)! + amount)
          }
        }
        const holds = () => {
          const deltas = Object.values(state.moves).reduce((sum, { budget = 0 }) => sum + budget, 0)
          expect(deltas + state.coming.reduce((sum, { amount }) => sum + amount, 0)).toBe(0)
          const inForce = budgetsInForce(campaigns(), state.moves)
          expect([...inForce.values()].reduce<number>((sum, one) => sum + one!, 0)).toBeLessThanOrEqual(total)
          expect([...used.values()].reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(total)
          names.forEach((name, n) => {
            expect(inForce.get(name)).toBeLessThanOrEqual(Math.max(sums[n]!, Math.floor(sums[n]! * 1.5)))
          })
        }
        for (const { verdicts, wants, stale, undoes } of steps) {
          now += DAY
          const before = state.moves
          const earnings = earningsOf(Object.fromEntries(names.map((name, n) => [name, verdicts[n]!])))
          const next = steer(state, rules, campaigns(), earnings, now)
          for (const name of names) {
            const [was, is] = [
              budgetsInForce(campaigns(), state.moves),
              budgetsInForce(campaigns(), next.moves),
            ]
            const gave = was.get(name)! - is.get(name)!
            expect(gave).toBeLessThanOrEqual(was.get(name)! * 0.2)
            if (gave > 0) expect(is.get(name)).toBeGreaterThanOrEqual(Math.max(1000, used.get(name)!))
          }
          state = next
          // Processes that have not heard of it yet.
          issue(before, stale)
          holds()
          state = arrive(state, campaigns(), now + 10_000)
          holds()
          issue(state.moves, wants)
          if (undoes) {
            const known = state.moves
            state = undo(state, campaigns(), now + 20_000)
            issue(known, stale)
            holds()
            state = arrive(state, campaigns(), now + 30_000)
          }
          holds()
        }
      }),
      { numRuns: 300 },
    )
  })
})

const row = (n: number, arm: Enrolment['arm'], revenue: number, cost = 0): Enrolment => ({
  ...{ id: `e${n}`, shopper: `s${n}`, campaign: 'c', arm, at: 0, segments: [], talked: false, offered: 0 },
  ...{ escalated: false, orders: revenue > 0 ? 1 : 0, revenue },
  codes: cost > 0 ? [{ id: `k${n}`, offer: 'o', state: 'redeemed', issued: 0, amount: cost }] : [],
})

const TERMS = { message_costs: {} }

const judged = (treatedRate: number, heldRate: number, cost: number, count = 1000) => {
  const earnings = newEarnings(TERMS, 1)
  for (let n = 0; n < count; n++) {
    const buys = n % 100 < treatedRate
    earnings.add(row(n, 'offer', buys ? 10_000 : 0, buys ? cost : 0))
    earnings.add(row(n + count, 'holdout', n % 100 < heldRate ? 10_000 : 0))
  }
  return earnings.judge()
}

describe('what a campaign earns', () => {
  test('counts only what the holdout shows to be more: codes for who would have bought anyway are a loss', () => {
    expect(judged(30, 30, 1500, 100)).toMatchObject({
      verdict: 'not_yet_known',
      incremental: 0,
      costs: 45_000,
    })
    expect(judged(30, 30, 1500, 20_000).verdict).toBe('loses')
    const earns = judged(40, 20, 1500)
    expect(earns).toMatchObject({ verdict: 'earns', costs: 600_000 })
    expect(earns.incremental).toBeCloseTo(2_000_000, 4)
    expect(earns.returns).toBeCloseTo(3.33, 2)
  })

  test('without a holdout, or with a handful, nobody knows', () => {
    const earnings = newEarnings(TERMS, 1)
    for (let n = 0; n < 1000; n++) earnings.add(row(n, 'offer', 10_000))
    expect(earnings.judge().verdict).toBe('not_yet_known')
    expect(judged(90, 0, 0, 10).verdict).toBe('not_yet_known')
  })

  test('leaves out who was in both arms', () => {
    const earnings = newEarnings(TERMS, 1)
    earnings.add(row(1, 'mixed', 10_000, 500))
    expect(earnings.judge()).toMatchObject({ treated: 0, held_out: 0, costs: 0 })
  })
})

describe('steering as it is written', () => {
  const problems = (steering: string) =>
    problemsOf({
      'flows/shop.yaml': `name: T\ncurrency: UAH\ntime_zone: Europe/Kyiv\nlanguages: [en]\nsteering: ${steering}\n`,
      'flows/f.yaml': 'flow: f\nstart: { on: message }\nsteps: [{ say: abandoned_cart.keep }]',
    })
      .filter((problem) => problem.startsWith('flows/shop.yaml:5'))
      .join('\n')

  test('says what it lacks, with its place', () => {
    expect(problems('{ every: 1d }')).toMatch(/this steering does nothing/)
    expect(problems('{ pause_when: { loses: 14d } }')).toMatch(/pause_when lacks least/)
    expect(problems('{ pause_when: { loses: 14d, least: 5 } }')).toMatch(/from 20 to/)
    expect(problems('{ move: { at_most: 20%, least_lft: 1 } }')).toMatch(
      /move lacks least_left.*did you mean least_left/s,
    )
    expect(problems('{ move: { at_most: 120%, least_left: 1 UAH, from: loosers } }')).toMatch(
      /at_most cannot be "120%".*did you mean losers/s,
    )
    expect(
      problems(
        '{ every: 1d, pause_when: { loses: 14d, least: 100 }, move: { from: losers, to: winners, at_most: 20%, least_left: 5000 UAH } }',
      ),
    ).toBe('')
  })
})

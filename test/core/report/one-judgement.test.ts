// The report, steering and the experiment's check judge the same rows alike, whatever is among them.
import { describe, expect, it } from 'vitest'
import type { Enrolment } from '../../../src/core/enrolment/enrolment.ts'
import { countVariants } from '../../../src/core/report/experiment-rows.ts'
import { differenceOf } from '../../../src/core/report/variant-difference.ts'
import { newEarnings } from '../../../src/core/steering/earnings.ts'
import { DAY, GROUND, NOW, randomOf, reportOf, rowOf } from './rows.ts'

const GOAL = { order_within: 7 * DAY }

/** Shoppers with one to three enrolments: held out by campaign or shop, mixed, by hand, with gifts, points, apologies. */
const history = (seed: number, lift: number): readonly Enrolment[] => {
  const random = randomOf(seed)
  return Array.from({ length: 600 }, (_, n) => {
    const shopper = `s${n}`
    const [draw, size] = [random(), random()]
    const isMixed = draw < 0.04
    const arm = draw < 0.3 ? 'holdout' : 'offer'
    return Array.from({ length: 1 + Math.floor(random() * 3) }, (_, i): Enrolment => {
      const byHand = random() < 0.05
      const bought = random() < (arm === 'offer' ? 0.2 + lift : 0.2)
      const code = (kind: string, amount: number, more = {}) => ({
        ...{
          id: `${shopper}.${i}.${kind}`,
          offer: kind,
          state: 'redeemed' as const,
          issued: NOW,
          amount,
          kind,
        },
        ...more,
      })
      const kinds = [
        [code('percent', 1200)],
        [code('gift', 0, { cost: 700 })],
        [code('points', 0, { cost: 500 })],
        [code('gift', 0, { cost: 9000, apology: true })],
        [],
      ]
      return rowOf(shopper, {
        ...{ id: `${shopper}:cart:${i}`, arm: isMixed && i === 0 ? 'mixed' : arm, at: NOW - (60 - i) * DAY },
        ...(draw > 0.15 && draw < 0.3 && { shop_holdout: true as const }),
        ...(arm === 'offer' && { variant: size < 0.5 ? 'a' : 'b', experiment: 'size' }),
        ...(byHand && { by_hand: true as const }),
        ...(bought && { orders: 1, revenue: 5000 + Math.floor(random() * 9000), goal_met: NOW - 50 * DAY }),
        ...((arm === 'offer' || byHand) && { codes: kinds[Math.floor(random() * kinds.length)]! }),
        messages: { sms: Math.floor(random() * 3), web: 2 },
      })
    })
  }).flat()
}

const flow = { ...GROUND.flows[0]!, experiment: 'size' }

describe('the same rows', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('earn in steering what they earn in the report (seed %i)', (seed) => {
    const rows = history(seed, [0, 0.1, 0.4, -0.15][seed % 4]!)
    const { effect, returns } = reportOf(rows).campaigns[0]!
    const earnings = newEarnings(GROUND, 1)
    for (const row of rows) earnings.add(row)
    const found = earnings.judge()
    expect(found).toMatchObject({
      verdict: returns.verdict,
      ...{ treated: effect.treated.shoppers, held_out: effect.holdout.shoppers, costs: returns.costs },
    })
    if (returns.percent) expect((found.returns! - 1) * 100).toBeCloseTo(returns.percent.estimate, 6)
  })

  it('do so with all verdicts among them', () => {
    const verdicts = [0.4, -0.15, 0.05].map(
      (lift) => reportOf(history(3, lift)).campaigns[0]!.returns.verdict,
    )
    expect(new Set(verdicts)).toEqual(new Set(['earns', 'loses', 'not_yet_known']))
  })

  it.each([1, 2, 3, 4])(
    'have as many shoppers in each variant, and the same difference (seed %i)',
    (seed) => {
      const rows = [
        ...history(seed, 0.2),
        // Of an experiment before this one.
        ...Array.from({ length: 40 }, (_, n) =>
          rowOf(`old${n}`, {
            at: NOW - 90 * DAY,
            variant: 'a',
            experiment: 'before',
            orders: 1,
            revenue: 100,
          }),
        ),
      ]
      const { variants } = reportOf(rows, {}, { flows: [flow] }).campaigns[0]!
      const asked = { campaign: 'cart', experiment: 'size', variants: ['a', 'b'], goal: GOAL, now: NOW }
      const counts = countVariants(rows, asked).variants
      expect(counts.map(({ shoppers }) => shoppers)).toEqual(variants.map(({ shoppers }) => shoppers))
      // The check tries a shopper once: with the first enrolment. Where there is only one they are the same.
      const once = rows.filter(({ id }) => id.endsWith(':0'))
      const [a, b] = countVariants(once, asked).variants
      const points = reportOf(once, {}, { flows: [flow] }).campaigns[0]!.variants[1]!.against_first!.goal
        .points!
      const found = differenceOf({ of: a!.known, met: a!.met }, { of: b!.known, met: b!.met }, 0.95)!
      for (const end of ['low', 'high'] as const) expect(found[end] * 100).toBeCloseTo(points[end], 8)
      expect(found.difference * 100).toBeCloseTo(points.estimate, 8)
    },
  )
})

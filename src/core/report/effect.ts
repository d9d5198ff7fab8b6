// Treated against holdout: what came of it, what was won, and whether that is known yet. Knows no rows.
import type { ArmTally } from './arm-tally.ts'
import { containsZero, type Interval, scaled, type Unit } from './interval.ts'
import { meanDifference, meanRatio } from './mean-difference.ts'
import { type Share, shareDifference, shareRatio } from './share-difference.ts'

/** Why a difference is not known yet; `contains_zero`: it may as well be nothing. */
export type Unknown = 'no_holdout' | 'too_few' | 'contains_zero' | 'costs_of_goods'
export type Verdict = { readonly known: true } | { readonly known: false; readonly why: Unknown }

/** Shares in percent of each arm's shoppers. */
export type ShareEffect = {
  readonly treated: number | null
  readonly holdout: number | null
  readonly points: Interval<'percentage_points'> | null
  readonly percent: Interval<'percent'> | null
  readonly verdict: Verdict
}

/** Means per shopper, minor units, not rounded. */
export type MeanEffect = {
  readonly treated: number | null
  readonly holdout: number | null
  readonly difference: Interval<'money'> | null
  readonly percent: Interval<'percent'> | null
  readonly verdict: Verdict
}

export type Arm = Pick<ArmTally, 'shoppers' | 'converted' | 'met' | 'back' | 'orders' | 'revenue'>

export type Effect = {
  readonly treated: Arm
  readonly holdout: Arm
  readonly conversion: ShareEffect
  readonly came_back: ShareEffect
  /** Met the campaign's goal; the same as `conversion` where an order is all that it wants. */
  readonly goal: ShareEffect
  readonly revenue: MeanEffect
  readonly margin: MeanEffect
  /** What the treated brought beyond what the holdout shows would have come anyway; null: not yet known. */
  readonly won: {
    readonly shoppers: Interval<'shoppers'> | null
    readonly revenue: Interval<'money'> | null
    readonly margin: Interval<'money'> | null
  }
}

/** With fewer shoppers in an arm, or fewer who did it in both together, nothing is called known. */
export const FEWEST_SHOPPERS = 30
export const FEWEST_DONE = 10
/** Margin is judged where the cost of goods is known for so much of each arm's revenue. */
export const MARGIN_KNOWN = 0.95

const verdictOf = (a: ArmTally, b: ArmTally, done: number, found: Interval<Unit> | null): Verdict => {
  if (b.shoppers === 0) return { known: false, why: 'no_holdout' }
  const few = Math.min(a.shoppers, b.shoppers) < FEWEST_SHOPPERS || done < FEWEST_DONE
  if (few || !found) return { known: false, why: 'too_few' }
  return containsZero(found) ? { known: false, why: 'contains_zero' } : { known: true }
}

const percentOf = ({ x, n }: Share): number | null => (n === 0 ? null : (x / n) * 100)

const shares = (a: ArmTally, b: ArmTally, what: 'converted' | 'met' | 'back'): ShareEffect => {
  const [one, other] = [a, b].map((arm) => ({ x: arm[what], n: arm.shoppers })) as [Share, Share]
  const points = shareDifference(one, other)
  return {
    ...{ treated: percentOf(one), holdout: percentOf(other), points, percent: shareRatio(one, other) },
    verdict: verdictOf(a, b, one.x + other.x, points),
  }
}

const means = (a: ArmTally, b: ArmTally, what: 'perShopper' | 'margin'): MeanEffect => {
  const difference = meanDifference(a[what], b[what])
  const mean = (arm: ArmTally) => (arm.shoppers === 0 ? null : arm[what].mean)
  return {
    ...{ treated: mean(a), holdout: mean(b), difference, percent: meanRatio(a[what], b[what]) },
    verdict: verdictOf(a, b, a.converted + b.converted, difference),
  }
}

const isMarginKnown = (arm: ArmTally): boolean => arm.costed >= MARGIN_KNOWN * arm.revenue

const margins = (a: ArmTally, b: ArmTally): MeanEffect => {
  const found = means(a, b, 'margin')
  if (a.revenue + b.revenue > 0 && isMarginKnown(a) && isMarginKnown(b)) return found
  const why = b.shoppers === 0 ? 'no_holdout' : 'costs_of_goods'
  const nothing = { treated: null, holdout: null, difference: null, percent: null }
  return { ...nothing, verdict: { known: false, why } }
}

const armOf = ({ shoppers, converted, met, back, orders, revenue }: ArmTally): Arm => ({
  ...{ shoppers, converted, met, back, orders, revenue },
})

const forAll = (effect: MeanEffect, shoppers: number): Interval<'money'> | null =>
  effect.verdict.known && effect.difference ? scaled(effect.difference, shoppers, 'money') : null

export const effectOf = (treated: ArmTally, holdout: ArmTally): Effect => {
  const conversion = shares(treated, holdout, 'converted')
  const revenue = means(treated, holdout, 'perShopper')
  const margin = margins(treated, holdout)
  const { points, verdict } = conversion
  return {
    ...{ treated: armOf(treated), holdout: armOf(holdout), conversion, revenue, margin },
    came_back: shares(treated, holdout, 'back'),
    goal: shares(treated, holdout, 'met'),
    won: {
      shoppers: verdict.known && points ? scaled(points, treated.shoppers / 100, 'shoppers') : null,
      revenue: forAll(revenue, treated.shoppers),
      margin: forAll(margin, treated.shoppers),
    },
  }
}

// What came back for what was spent, counting only what the holdout shows to be incremental. Knows no rows.
import type { Effect, Unknown } from './effect.ts'
import { containsZero, type Interval, interval } from './interval.ts'

/**
 * `percent`: (won - costs) / costs. In margin where the cost of goods is known, else in revenue, which is no profit.
 * `earns`, `loses`: the whole interval says so.
 */
export type ReturnOnCosts = {
  readonly basis: 'margin' | 'revenue'
  /** Of the shoppers who are compared: minor units. */
  readonly costs: number
  readonly percent: Interval<'percent'> | null
  readonly verdict: 'earns' | 'loses' | 'not_yet_known'
  readonly why?: Unknown | 'no_costs'
}

export const basisOf = ({ margin }: Effect): ReturnOnCosts['basis'] =>
  margin.difference ? 'margin' : 'revenue'

/** `part` of revenue is left after the goods' own cost, where the catalogue does not know it: 0..1. */
export const returnOnCosts = (effect: Effect, costs: number, part = 1): ReturnOnCosts => {
  const basis = basisOf(effect)
  const left = basis === 'margin' ? 1 : part
  const { difference, verdict } = effect[basis]
  const unknown = (why: Unknown | 'no_costs'): ReturnOnCosts => ({
    ...{ basis, costs, percent: null, verdict: 'not_yet_known', why },
  })
  if (costs <= 0) return unknown('no_costs')
  if (!verdict.known && verdict.why !== 'contains_zero') return unknown(verdict.why)
  if (!difference) return unknown('too_few')
  const { shoppers } = effect.treated
  const percent = (each: number): number => ((each * left * shoppers - costs) / costs) * 100
  const found = interval(
    'percent',
    percent(difference.estimate),
    percent(difference.low),
    percent(difference.high),
  )
  // Even the most that it may have brought does not pay for it: that is known.
  if (found.high < 0) return { basis, costs, percent: found, verdict: 'loses' }
  if (!verdict.known) return unknown('contains_zero')
  const known = containsZero(found) ? 'not_yet_known' : found.low > 0 ? 'earns' : 'loses'
  return {
    basis,
    costs,
    percent: found,
    verdict: known,
    ...(known === 'not_yet_known' && { why: 'contains_zero' }),
  }
}

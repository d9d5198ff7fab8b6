// What a campaign earns beyond what would have come anyway, for steering: the report's own judgement (core/report), of
// the rows that steering looks at. Without a holdout, or with too few, nobody knows.
import type { Enrolment } from '../enrolment/enrolment.ts'
import { effectOf } from '../report/effect.ts'
import type { Terms } from '../report/figures.ts'
import { addToArm, newGroup, outcomeOf, sideOf } from '../report/group.ts'
import { basisOf, returnOnCosts } from '../report/return-on-costs.ts'

export type Verdict = 'earns' | 'loses' | 'not_yet_known'

/** Sums in minor units over the treated shoppers; statistics, so that they need not be whole. */
export type Earnings = {
  readonly verdict: Verdict
  readonly treated: number
  readonly held_out: number
  /** What came more than would have come, and what codes, gifts and messages cost. */
  readonly incremental: number
  readonly costs: number
  /** What is left per treated shopper, with 95 percent confidence; null: too few. */
  readonly each: { readonly mean: number; readonly low: number; readonly high: number } | null
  /** Incremental over costs; null: it cost nothing. */
  readonly returns: number | null
}

/** `margin`: what is left of revenue, 0..1, where the catalogue does not know the goods' cost. */
export const newEarnings = (terms: Pick<Terms, 'message_costs'>, margin: number) => {
  // Judged is money, whatever else a goal may want.
  const all = { ...terms, wanting: new Set<string>() }
  const group = newGroup()
  let open: Enrolment[] = []
  const close = (): void => {
    if (open.length > 0) addToArm(group, sideOf(open), outcomeOf(open, all))
    open = []
  }
  return {
    /** Rows of one shopper come together (ports/records.ts). */
    add: (row: Enrolment): void => {
      if (open[0] && open[0].shopper !== row.shopper) close()
      open.push(row)
    },
    judge: (): Earnings => {
      close()
      return judge(group, margin)
    },
  }
}

const judge = ({ treated, holdout }: ReturnType<typeof newGroup>, margin: number): Earnings => {
  const effect = effectOf(treated, holdout)
  const { costs, shoppers } = treated
  const basis = basisOf(effect)
  const { difference, verdict } = effect[basis]
  const sizes = { treated: shoppers, held_out: holdout.shoppers }
  const isEnough = verdict.known || verdict.why === 'contains_zero'
  if (!difference || !isEnough)
    return { verdict: 'not_yet_known', ...sizes, incremental: 0, costs, each: null, returns: null }
  const left = basis === 'margin' ? 1 : margin
  const net = (each: number): number => each * left - costs / shoppers
  const incremental = difference.estimate * left * shoppers
  return {
    // What costs nothing has no return, and may still do good or harm.
    verdict: costs > 0 ? returnOnCosts(effect, costs, margin).verdict : plainly(verdict.known, difference),
    ...{ ...sizes, incremental, costs },
    each: { mean: net(difference.estimate), low: net(difference.low), high: net(difference.high) },
    returns: costs > 0 ? incremental / costs : null,
  }
}

const plainly = (isKnown: boolean, { low }: { readonly low: number }): Verdict =>
  !isKnown ? 'not_yet_known' : low > 0 ? 'earns' : 'loses'

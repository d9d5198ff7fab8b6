// One group of a report: what happened in it, and its two arms. Knows no dimension.
import type { Enrolment } from '../enrolment/enrolment.ts'
import { type ArmTally, addOutcome, newArm, type Outcome } from './arm-tally.ts'
import { addRow, type Figures, noFigures, type Terms } from './figures.ts'
import { metGoal } from './met-goal.ts'
import { costsOfRow, promotionCosts } from './row-costs.ts'

export type Group = {
  readonly figures: Figures
  readonly treated: ArmTally
  readonly holdout: ArmTally
  /** Shoppers who turned out to be in both arms; in no comparison. */
  mixed: number
}

export const newGroup = (): Group => ({
  ...{ figures: noFigures(), treated: newArm(), holdout: newArm(), mixed: 0 },
})

export type Side = 'treated' | 'holdout' | 'mixed' | 'none'

/** The arm that was drawn counts, whatever was done later (intention to treat); by hand none was drawn. */
export const sideOf = (rows: readonly Enrolment[]): Side => {
  if (rows.some(({ arm }) => arm === 'mixed')) return 'mixed'
  const arms = new Set(rows.flatMap(({ arm, by_hand }) => (by_hand ? [] : [arm])))
  if (arms.size > 1) return 'mixed'
  if (arms.has('holdout')) return 'holdout'
  return arms.has('offer') ? 'treated' : 'none'
}

/** What these rows of one shopper came to. `own`: each order once over all campaigns. */
export const outcomeOf = (
  rows: readonly Enrolment[],
  { message_costs, wanting }: Pick<Terms, 'message_costs' | 'wanting'>,
  own = false,
): Outcome => {
  const sum = (of: (row: Enrolment) => number): number => rows.reduce((all, row) => all + of(row), 0)
  return {
    orders: sum((row) => (own ? (row.own?.orders ?? 0) : row.orders)),
    revenue: sum((row) => (own ? (row.own?.revenue ?? 0) : row.revenue)),
    // The cost of goods is kept for each campaign only.
    costed: own ? 0 : sum((row) => row.costed?.revenue ?? 0),
    cost: own ? 0 : sum((row) => row.costed?.cost ?? 0),
    back: rows.some(({ back }) => back !== undefined),
    met: rows.some((row) => metGoal(row, wanting.has(row.campaign))),
    costs: sum((row) => promotionCosts(costsOfRow(row, message_costs))),
  }
}

export const addToArm = (group: Group, side: Side, outcome: Outcome): void => {
  if (side === 'mixed') group.mixed++
  else if (side !== 'none') addOutcome(group[side], outcome)
}

export const addRows = (
  group: Group,
  rows: readonly Enrolment[],
  ordered: number | null,
  terms: Terms,
): void => {
  for (const row of rows) addRow(group.figures, row, ordered, terms)
}

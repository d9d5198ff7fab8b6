// One arm of a comparison: its shoppers, one by one. Who belongs to which arm is decided before.
import { addTo, type Moments, noMoments } from './mean-difference.ts'

/** What one shopper's enrolments in a campaign came to, together. Sums in minor units. */
export type Outcome = {
  readonly orders: number
  readonly revenue: number
  /** Of the revenue, what came by orders whose goods' cost is known, and that cost. */
  readonly costed: number
  readonly cost: number
  readonly back: boolean
  readonly met: boolean
  /** What was spent on the shopper, apologies left out. */
  readonly costs: number
}

export type ArmTally = {
  shoppers: number
  converted: number
  met: number
  back: number
  orders: number
  revenue: number
  costed: number
  costs: number
  readonly perShopper: Moments
  readonly margin: Moments
}

export const newArm = (): ArmTally => ({
  ...{ shoppers: 0, converted: 0, met: 0, back: 0, orders: 0, revenue: 0, costed: 0, costs: 0 },
  perShopper: noMoments(),
  margin: noMoments(),
})

export const addOutcome = (arm: ArmTally, outcome: Outcome): void => {
  const { orders, revenue, costed, cost, costs, back, met } = outcome
  arm.shoppers++
  if (orders > 0) arm.converted++
  if (back) arm.back++
  if (met) arm.met++
  arm.orders += orders
  arm.revenue += revenue
  arm.costed += costed
  arm.costs += costs
  addTo(arm.perShopper, revenue)
  addTo(arm.margin, costed - cost)
}

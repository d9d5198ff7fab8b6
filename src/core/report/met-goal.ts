// Whether a row met its campaign's goal, in one place for reports and experiments.
import type { Enrolment } from '../enrolment/enrolment.ts'

/** `wantsMore`: the goal wants more than an order. A row of before there were goals says it by its orders. */
export const metGoal = (row: Enrolment, wantsMore: boolean): boolean =>
  row.goal_met !== undefined || (!wantsMore && row.orders > 0)

// What a report needs of the shop, out of its rulebook and budgets. Knows no store.

import type { Rulebook } from '../rulebook.ts'
import { DAY } from '../time/local-time.ts'
import type { ReportGround } from './report.ts'

/** Who has not ordered for so long after coming back is lost again, where the shop says nothing. */
const LOST_AFTER = 90 * DAY

export const groundOf = (
  { shop, flows }: Pick<Rulebook, 'shop' | 'flows'>,
  budgets: ReportGround['budgets'],
  now: number,
): ReportGround => ({
  ...{ currency: shop.currency, time_zone: shop.time_zone, now, budgets },
  lost_after: shop.lost_after ?? LOST_AFTER,
  message_costs: shop.message_costs ?? {},
  flows: flows.map(({ name, about, goal, campaign, experiment }) => ({
    ...{ name, about, goal: goal?.order_within ?? null },
    ...{ budget: campaign.budget, paused: campaign.paused },
    ...(goal?.wants && { wants: goal.wants }),
    ...(experiment && { experiment: experiment.name }),
  })),
})

// Orders as what a share of discounted ones is measured by: each that is taken makes room, each cancelled takes it away.
import { type Draft, put } from '../draft.ts'
import { shareCounters } from './names.ts'

/** `at`: the order's own time; `orders`: 1 taken, -1 cancelled. Nothing where the shop has set no share. */
export const creditOrder = (draft: Draft, at: number, orders: 1 | -1): void => {
  const { discounted_orders, time_zone } = draft.now.shop
  if (!discounted_orders) return
  const budget = shareCounters(at, time_zone, discounted_orders.share).share
  put(draft, { kind: 'budget', budget, reserved: 0, spent: -orders * discounted_orders.share })
}

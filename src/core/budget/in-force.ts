// What a rulebook allows its codes to cost: all bounds in force, as one small value. For the journal and for whoever
// shows how much of each is used.
import { countOf } from '../codes/code-source.ts'
import type { Rulebook } from '../rulebook.ts'
import type { DiscountedOrders, Limits, ShopLimits } from './limits.ts'
import { limitOf, PERIODS } from './limits.ts'
import { periodOf, readCounter, SHOP } from './names.ts'

export type BudgetsInForce = {
  /** `amount` null: none on purpose; minor units. */
  readonly campaigns: Readonly<Record<string, Limits & { readonly amount: number | null }>>
  readonly shop?: ShopLimits
  readonly discounted_orders?: DiscountedOrders
}

export const budgetsOf = ({ flows, shop }: Rulebook): BudgetsInForce => ({
  campaigns: Object.fromEntries(
    flows
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, campaign }) => [name, { amount: campaign.budget, ...campaign.limits }]),
  ),
  ...(shop.budget && { shop: shop.budget }),
  ...(shop.discounted_orders && { discounted_orders: shop.discounted_orders }),
})

export type Shown = {
  /** The campaign, or SHOP. */
  readonly of: string
  readonly what: 'amount' | 'codes' | 'day' | 'week' | 'month'
  readonly reserved: number
  readonly spent: number
  readonly limit: number | null
}

type State = { readonly budget: string; readonly reserved: number; readonly spent: number }

/** The counters of now, with their bounds; periods that are over are left out. */
export const showBudgets = (rulebook: Rulebook, states: readonly State[], at: number): readonly Shown[] => {
  const { campaigns, shop } = budgetsOf(rulebook)
  const zone = rulebook.shop.time_zone
  const now = new Map(PERIODS.map((period) => [periodOf(period, at, zone), period]))
  return states.flatMap(({ budget, reserved, spent }): Shown[] => {
    // Uses of a code for everybody are counted there too, and are no money.
    if (budget.startsWith(countOf(''))) return []
    const { of, what } = readCounter(budget)
    const limits = of === SHOP ? shop : campaigns[of]
    const show = (what: Shown['what'], limit: number | null | undefined): Shown[] => [
      { of, what, reserved, spent, limit: limit ?? null },
    ]
    if (what === 'amount') return show(what, limits?.amount)
    if (what === 'codes') return show(what, limits?.codes)
    const period = now.get(what)
    return period ? show(period, limitOf(limits, period)) : []
  })
}

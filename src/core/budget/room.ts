// Would a code fit, as the counters stand? A look, for an agent who thinks of giving one: only the store decides.
import type { Shopper } from '../shopper.ts'
import { type Counter, countersOf, nameOf, type Wanted } from './counters.ts'
import { costOfShopper } from './per-shopper.ts'

export type CounterState = { readonly budget: string; readonly reserved: number; readonly spent: number }

const spentIn = (campaign: string, counters: readonly Counter[], states: readonly CounterState[]) => {
  const used = new Map(states.map(({ budget, reserved, spent }) => [budget, reserved + spent]))
  const full = counters.filter((counter) => {
    const { ceiling, takes } = counter
    return ceiling !== undefined && (used.get(nameOf(campaign, counter)) ?? 0) + takes > ceiling
  })
  return full.map((counter) => nameOf(campaign, counter))
}

/** `states`: every counter that there is; one that is not among them stands at nothing. */
export const hasRoomIn = (
  wanted: Omit<Wanted, 'without'>,
  shopper: Shopper,
  states: readonly CounterState[],
): boolean => {
  const { campaign, terms, shop, worst } = wanted
  const passes = (most: number | undefined, of: string | null) =>
    most !== undefined && costOfShopper(shopper, of) + worst > most
  if (passes(terms.limits?.per_shopper, campaign) || passes(shop.budget?.per_shopper, null)) return false
  const full = spentIn(campaign, countersOf({ ...wanted, without: new Set() }), states)
  if (full.length === 0) return true
  // What stands against the share may still keep that of the least number of orders.
  return spentIn(campaign, countersOf({ ...wanted, without: new Set(full) }), states).length === 0
}

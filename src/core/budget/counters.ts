// What a code of a campaign takes from, and how much room each has: the campaign's sum, its number of codes, its
// periods, and the same of the whole shop. The store alone counts; this says what to count against.
import type { CampaignTerms } from '../campaign.ts'
import type { Shop } from '../shop.ts'
import { type Limits, limitOf, PERIODS } from './limits.ts'
import { counterName, periodOf, SHOP, shareCounters } from './names.ts'

/** `short`: as the code keeps it, '' for the campaign's own sum. `takes`: minor units, or how many. */
export type Counter = { readonly short: string; readonly takes: number; readonly ceiling?: number }

/** One code in the share's counter, which a month's orders pay back by the share in hundredths of a percent. */
export const WHOLE = 10_000

export type Wanted = {
  readonly campaign: string
  readonly terms: CampaignTerms
  /** The campaign's sum in force; null: none on purpose. */
  readonly ceiling: number | null
  readonly shop: Shop
  /** The worst case, minor units. */
  readonly worst: number
  readonly at: number
  /** Whole names of counters that the store found without room before. */
  readonly without: ReadonlySet<string>
}

const bound = (ceiling: number | null | undefined) =>
  ceiling === null || ceiling === undefined ? {} : { ceiling }

/** Sum and number are always counted, so that a bound set later knows what is out; periods where they are bound. */
const ofScope = (
  short: string,
  amount: number | null | undefined,
  limits: Limits | undefined,
  { worst, at, shop }: Wanted,
): Counter[] => [
  { short, takes: worst, ...bound(amount) },
  { short: `${short}#codes`, takes: 1, ...bound(limits?.codes) },
  ...PERIODS.flatMap((period): Counter[] => {
    const ceiling = limitOf(limits, period)
    return ceiling === undefined
      ? []
      : [{ short: `${short}#${periodOf(period, at, shop.time_zone)}`, takes: worst, ceiling }]
  }),
]

/**
 * Either the codes keep their share of the orders so far, or they keep that of the least number of orders: where the
 * store has refused the one, the other is asked.
 */
const ofShare = ({ shop, at, without }: Wanted): Counter[] => {
  const rule = shop.discounted_orders
  if (!rule) return []
  const names = shareCounters(at, shop.time_zone, rule.share)
  const few = without.has(names.share)
  return [
    { short: names.share, takes: WHOLE, ...(few ? {} : { ceiling: 0 }) },
    {
      ...{ short: names.discounted, takes: 1 },
      ...(few && { ceiling: Math.floor((rule.share * rule.from) / WHOLE) }),
    },
  ]
}

export const countersOf = (wanted: Wanted): readonly Counter[] => [
  ...ofScope('', wanted.ceiling, wanted.terms.limits, wanted),
  ...ofScope(SHOP, wanted.shop.budget?.amount, wanted.shop.budget, wanted),
  ...ofShare(wanted),
]

export const nameOf = (campaign: string, { short }: Counter): string => counterName(campaign, short)

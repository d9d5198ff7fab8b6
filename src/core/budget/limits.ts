// What a campaign's, or the whole shop's, codes may come to beside one sum: plain data. Knows no counters.

export const PERIODS = ['day', 'week', 'month'] as const
export type Period = (typeof PERIODS)[number]

/** Bounds beside the sum; sums in minor units. A missing one is no bound. */
export type Limits = {
  /** Codes that are out or were used; one that ended unused gives its place back. */
  readonly codes?: number
  /** What one shopper's codes may cost together. */
  readonly per_shopper?: number
  /** What the codes of one day, week (from Monday) or month of the shop's zone may cost together. */
  readonly per_day?: number
  readonly per_week?: number
  readonly per_month?: number
}

/** The whole shop's: `amount` as a campaign's budget. */
export type ShopLimits = Limits & { readonly amount?: number }

/** The share of a month's orders that may carry a discount. */
export type DiscountedOrders = {
  /** Hundredths of a percent: 3000 is 30%. */
  readonly share: number
  /** While there are fewer orders in the month, it is judged as if there were so many. */
  readonly from: number
}

export const limitOf = (limits: Limits | undefined, period: Period): number | undefined =>
  limits?.[`per_${period}`]

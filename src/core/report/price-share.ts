// The share of shoppers who say that the price is in the way, month by month, and whether it rises. A shop that hands
// out codes teaches some to say so. A scan of enrolment rows.
import type { Enrolment } from '../enrolment.ts'
import { localTime } from '../local-time.ts'
import { normalCdf } from './normal.ts'

/** `month` as 2026-11, by the shop's clock; `told` named some reason, `price` this one. Shoppers, each once a month. */
export type PriceMonth = { readonly month: string; readonly told: number; readonly price: number }

export type PriceShare = {
  readonly months: readonly PriceMonth[]
  /** The last month that is over against those before it; null: too few to say. `p`: one-sided. */
  readonly rise: {
    readonly before: number
    readonly now: number
    readonly p: number
    readonly significant: boolean
  } | null
}

/** Compared with so many months before at most, and with so many shoppers on each side at least. */
const BEFORE = 3
const LEAST = 30
const SIGNIFICANT_BELOW = 0.025

const monthOf = (at: number, zone: string): string => {
  const { year, month } = localTime(at, zone)
  return `${year}-${String(month).padStart(2, '0')}`
}

const sum = (months: readonly PriceMonth[], of: 'told' | 'price'): number =>
  months.reduce((all, month) => all + month[of], 0)

/** The pooled z-test of two proportions, one-sided: is `now` larger? */
const riseOf = (before: readonly PriceMonth[], now: PriceMonth): PriceShare['rise'] => {
  const told = sum(before, 'told')
  if (told < LEAST || now.told < LEAST) return null
  const p0 = sum(before, 'price') / told
  const p1 = now.price / now.told
  const pooled = (sum(before, 'price') + now.price) / (told + now.told)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / told + 1 / now.told))
  const p = error === 0 ? 1 : 1 - normalCdf((p1 - p0) / error)
  return { before: p0, now: p1, p, significant: p < SIGNIFICANT_BELOW }
}

/** `now`: ms since 1970; the month it falls into is shown, and not judged before it is over. */
export const priceShare = (rows: Iterable<Enrolment>, zone: string, now: number): PriceShare => {
  const months = new Map<string, { readonly told: Set<string>; readonly price: Set<string> }>()
  for (const row of rows) {
    if (!row.reason) continue
    const name = monthOf(row.at, zone)
    const month = months.get(name) ?? { told: new Set(), price: new Set() }
    months.set(name, month)
    month.told.add(row.shopper)
    if (row.reason === 'price') month.price.add(row.shopper)
  }
  const all = [...months]
    .map(([month, { told, price }]) => ({ month, told: told.size, price: price.size }))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))
  const over = all.filter(({ month }) => month < monthOf(now, zone))
  const last = over.at(-1)
  return { months: all, rise: last ? riseOf(over.slice(-1 - BEFORE, -1), last) : null }
}

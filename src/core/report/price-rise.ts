// Do more shoppers say that the price is in the way than before? A shop that hands out codes teaches some to say so.
import { normalCdf } from './normal.ts'

/** Parts of 1: the last month that is over against those before it. `p`: one-sided. */
export type PriceRise = {
  readonly before: number
  readonly now: number
  readonly p: number
  readonly significant: boolean
}

type Told = { readonly month: string; readonly told: number; readonly price: number }

/** Compared with so many months before at most, and with so many shoppers on each side at least. */
const BEFORE = 3
const LEAST = 30
const SIGNIFICANT_BELOW = 0.025

const sum = (months: readonly Told[], of: 'told' | 'price'): number =>
  months.reduce((all, month) => all + month[of], 0)

/** The pooled z-test of two proportions, one-sided: is `now` larger? null: too few to say. */
const riseOf = (before: readonly Told[], now: Told): PriceRise | null => {
  const told = sum(before, 'told')
  if (told < LEAST || now.told < LEAST) return null
  const p0 = sum(before, 'price') / told
  const p1 = now.price / now.told
  const pooled = (sum(before, 'price') + now.price) / (told + now.told)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / told + 1 / now.told))
  const p = error === 0 ? 1 : 1 - normalCdf((p1 - p0) / error)
  return { before: p0, now: p1, p, significant: p < SIGNIFICANT_BELOW }
}

/** `months` in their order; `current` is not judged before it is over. */
export const priceRise = (months: readonly Told[], current: string): PriceRise | null => {
  const over = months.filter(({ month, told }) => told > 0 && month < current)
  const last = over.at(-1)
  return last ? riseOf(over.slice(-1 - BEFORE, -1), last) : null
}

// The conditions on an order, one rule each: goods, days and hours, the first order, other codes. They write nothing.
import { type Hours, isOpen, nextOpening, WEEKDAYS } from '../agents/hours.ts'
import { standTogether, type UseTerms } from '../offers/use-terms.ts'
import type { Shopper } from '../shopper.ts'
import { amountOf } from './amount.ts'
import { countsFor, isAmong, isBound } from './counted.ts'
import type { Check, Use } from './use.ts'

const WHOLE_DAY = { from: 0, to: 24 * 60 }

/** The days and hours of terms as hours of each day; null: at any time. */
export const openHours = ({ days, hours }: UseTerms): Hours | null =>
  days || hours
    ? Object.fromEntries((days ?? WEEKDAYS).map((day) => [day, [hours ?? WHOLE_DAY]] as const))
    : null

const isNow: Check = ({ code, at, shop }) => {
  const hours = openHours(code.terms)
  if (isOpen(hours, at, shop.time_zone)) return null
  const { days, hours: range } = code.terms
  const from = nextOpening(hours, at, shop.time_zone)
  return {
    reason: 'not_now',
    // An opening behind the code's end is none of its.
    wants: {
      ...(days && { days }),
      ...(range && { hours: range }),
      ...(from !== null && from < code.until && { from }),
    },
  }
}

/** Orders before this one: told ones, and those that are in the sums only. Cancelled ones are none. */
export const hasOrderedBefore = ({ orders }: Shopper, order: string | undefined, at: number): boolean => {
  const kept = orders.recent.filter((one) => !one.cancelled)
  return (
    kept.some((one) => one.id !== order && one.at <= at) ||
    (orders.count > kept.length && orders.first !== null && orders.first <= at)
  )
}

const isFirstOrder: Check = ({ code, order, at, shopper }) =>
  code.terms.first_order && hasOrderedBefore(shopper, order.id, at) ? { reason: 'only_first_order' } : null

const holdsGoods: Check = ({ code, order }) => {
  const asked = code.terms.with
  if (!asked) return null
  const { items, categories, words, count = 1 } = asked
  const named = items || categories
  const lines = (order.lines ?? []).filter((line) => !named || isAmong(asked, line))
  const has = lines.reduce((sum, line) => sum + line.quantity, 0)
  if (has >= count) return null
  return {
    reason: 'with_goods',
    wants: {
      ...{ count, has },
      ...(items && { items }),
      ...(categories && { categories }),
      ...(words && { words }),
    },
  }
}

/** Nothing in the order that it counts for: not these goods, or all of them on sale. */
const countsForSomething: Check = ({ code: { terms }, order }) => {
  if (!isBound(terms) || (order.lines ?? []).some((line) => countsFor(terms, line))) return null
  const { items, categories, words, not_on_sale } = terms
  return {
    reason: 'not_these_goods',
    wants: {
      ...(items && { items }),
      ...(categories && { categories }),
      ...(words && { words }),
      ...(not_on_sale && { not_on_sale }),
    },
  }
}

const isAlone: Check = ({ code, order, shopper }) => {
  const other = shopper.codes.find(
    (one) =>
      one.id !== code.id &&
      one.redemptions.some((use) => use.order === order.id && use.rolled_back === undefined) &&
      !standTogether(one.terms, code.terms),
  )
  return other ? { reason: 'not_with_other_codes', wants: { other: other.offer } } : null
}

/** One code is used on one order once, however many uses it has. */
const isAnotherOrder: Check = ({ code, order }) =>
  order.id !== undefined &&
  code.redemptions.some((use) => use.order === order.id && use.rolled_back === undefined)
    ? { reason: 'same_order' }
    : null

const takesSomething: Check = ({ code: { terms }, order }) =>
  amountOf(terms, order) === 0 && terms.kind !== 'points' && terms.kind !== 'gift'
    ? { reason: 'nothing_to_discount' }
    : null

/** In this order: who it is for, when, together with what, on what. */
export const CONDITIONS: readonly Check[] = [
  isFirstOrder,
  isNow,
  isAlone,
  holdsGoods,
  countsForSomething,
  takesSomething,
]

export const ONCE: Check = isAnotherOrder

export const firstOf = (checks: readonly Check[], use: Use): ReturnType<Check> => {
  for (const check of checks) {
    const found = check(use)
    if (found) return found
  }
  return null
}

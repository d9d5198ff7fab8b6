// What a code takes off an order, by its terms. Pure arithmetic in minor units.
import type { CodeTerms } from '../codes/code.ts'
import { percentOf } from '../money.ts'
import { countsFor, isBound, type LineLooked } from './counted.ts'

/** The sums of an order that terms look at; `total` is the goods before any code, `shipping` where known. */
export type OrderSums = {
  readonly total: number
  readonly shipping?: number
  readonly lines?: readonly (LineLooked & { readonly price: number; readonly quantity: number })[]
}

/** The goods that the code counts: all, or those it was bound to. */
const baseOf = (terms: CodeTerms, order: OrderSums): number => {
  if (!isBound(terms)) return order.total
  if (!order.lines || order.lines.length === 0) return 0
  const sum = order.lines
    .filter((line) => countsFor(terms, line))
    .reduce((all, line) => all + line.price * line.quantity, 0)
  return Math.min(sum, order.total)
}

/**
 * What the order pays less, minor units: never more than was reserved, never more than the goods (or the
 * delivery) cost. Points and gifts take nothing off.
 */
export const amountOf = (terms: CodeTerms, order: OrderSums): number => {
  const base = Math.max(0, baseOf(terms, order))
  if (terms.kind === 'percent') return Math.min(percentOf(base, terms.value), terms.worst)
  if (terms.kind === 'amount') return Math.min(terms.value, base, terms.worst)
  if (terms.kind === 'shipping') return Math.min(order.shipping ?? terms.worst, terms.worst)
  return 0
}

/** What the use costs the campaign: what was taken off, or what the points or the gift are worth. */
export const costOf = (terms: CodeTerms, amount: number): number =>
  terms.kind === 'points' || terms.kind === 'gift' ? terms.worst : amount

/** How much is missing to the minimum order, minor units; 0 where it is reached. */
export const missingOf = (terms: Pick<CodeTerms, 'minimum'>, order: OrderSums): number =>
  Math.max(0, terms.minimum - order.total)

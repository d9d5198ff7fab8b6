// What a code takes off, allotted to the order's lines to the last minor unit. Largest remainder (Hamilton's method):
// each line gets its proportional share rounded down, the rest goes to the largest fractions, the first line first.
// In integers throughout, so that the same order is always allotted the same.
import type { CodeTerms, UsedLine } from '../codes/code.ts'
import type { OrderSums } from './amount.ts'
import { countsFor } from './counted.ts'

/** `amount` over `weights`, all whole numbers from 0; nothing where all weights are 0. Sums to `amount` exactly. */
export const allot = (amount: number, weights: readonly number[]): readonly number[] => {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total === 0n) return weights.map(() => 0)
  const whole = BigInt(amount)
  const exact = weights.map((weight, index) => {
    const product = whole * BigInt(weight)
    return { index, share: product / total, rest: product % total }
  })
  let left = whole - exact.reduce((sum, { share }) => sum + share, 0n)
  const shares = exact.map(({ share }) => Number(share))
  const byRest = exact.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1))
  for (const { index } of byRest) {
    if (left === 0n) break
    shares[index]! += 1
    left -= 1n
  }
  return shares
}

/** So many lines are remembered with a use; an order of more is settled by its sum alone. */
export const MOST_LINES = 40

/**
 * Each line's part of `amount`, in the order's own order; lines that don't count get 0. Null where the lines cannot
 * bear it: the order named none, what they cost is less than the amount, or it is the delivery that is free.
 */
export const allotToLines = (
  terms: CodeTerms,
  order: OrderSums,
  amount: number,
): readonly UsedLine[] | null => {
  const lines = order.lines ?? []
  if (lines.length === 0 || terms.kind === 'shipping') return null
  const weights = lines.map((line) => (countsFor(terms, line) ? line.price * line.quantity : 0))
  if (weights.some((weight) => weight < 0 || !Number.isSafeInteger(weight))) return null
  if (weights.reduce((sum, weight) => sum + weight, 0) < amount) return null
  const shares = allot(amount, weights)
  return lines.map(({ item, quantity }, n) => ({ item, quantity, amount: shares[n] ?? 0 }))
}

/** What a use keeps of its lines: those that bore something, where they are not too many. */
export const keptLines = (lines: readonly UsedLine[] | null): readonly UsedLine[] | null => {
  const bearing = lines?.filter(({ amount }) => amount > 0) ?? []
  return bearing.length > 0 && bearing.length <= MOST_LINES ? bearing : null
}

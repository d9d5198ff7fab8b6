// Which goods of an order a code counts for, line by line. Pure; knows no sums of money.
import type { CodeTerms } from '../codes/code.ts'
import type { NamedGoods } from '../offers/use-terms.ts'

/** A line as conditions look at it. What is not known of it never makes a code count for more. */
export type LineLooked = { readonly item: string; readonly category?: string; readonly on_sale?: boolean }

export const isAmong = ({ items, categories }: NamedGoods, line: LineLooked): boolean =>
  (items?.includes(line.item) ?? false) ||
  (line.category !== undefined && (categories?.includes(line.category) ?? false))

/** Does it count for some goods only? */
export const isBound = (terms: CodeTerms): boolean =>
  Boolean(terms.items || terms.categories || terms.old_categories || terms.not_on_sale)

const isNew = (old: readonly string[], { category }: LineLooked): boolean =>
  category !== undefined && !old.includes(category)

export const countsFor = (terms: CodeTerms, line: LineLooked): boolean => {
  if (terms.not_on_sale && line.on_sale) return false
  if (terms.old_categories) return isNew(terms.old_categories, line)
  return terms.items || terms.categories ? isAmong(terms, line) : true
}

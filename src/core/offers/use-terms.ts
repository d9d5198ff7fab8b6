// What an order must be for a code to be used on it, as an offer says it and as a code keeps it: plain data.
import type { HourRange, Weekday } from '../agents/hours.ts'

/** Goods by the shop's own ids or by category; either will do. `words`: the key of a text that names them. */
export type NamedGoods = {
  readonly items?: readonly string[]
  readonly categories?: readonly string[]
  readonly words?: string
}

/** What a code counts for, where it does not count for everything. `goods`: those that the offer names. */
export type CountsFor = 'saved_items' | 'related_goods' | 'new_category' | 'goods'

/** All of them must hold; what is missing asks nothing. */
export type UseTerms = {
  /** Goods on sale don't count. */
  readonly not_on_sale?: true
  /** The order must hold at least `count` pieces of these (1), or with a count alone that many of anything. */
  readonly with?: NamedGoods & { readonly count?: number }
  /** No other order before it. */
  readonly first_order?: true
  /** By the order's own time on the shop's wall clock. */
  readonly days?: readonly Weekday[]
  readonly hours?: HourRange
  /** How many orders one code may be used on; missing: one. */
  readonly uses?: number
  /** May be used on one order with another code that says so too. */
  readonly stacks?: true
  /** An apology is no promotion: it stands beside any code. */
  readonly apology?: true
  /** Nothing to type: it is used by itself on the next order that keeps the terms. */
  readonly bonus?: true
}

/** The condition on the order that somebody has written down, one of those that a policy may ask for. */
export const asksSomething = (
  terms: UseTerms & { readonly minimum: number; readonly on?: unknown },
): boolean =>
  terms.minimum > 0 ||
  (terms.on !== undefined && terms.on !== null) ||
  terms.not_on_sale === true ||
  terms.with !== undefined ||
  terms.first_order === true ||
  terms.days !== undefined ||
  terms.hours !== undefined ||
  terms.bonus === true

/** The use terms of an offer or a code, without the rest of it; what is missing stays missing. */
export const useTermsOf = (given: UseTerms): UseTerms => ({
  ...(given.not_on_sale && { not_on_sale: given.not_on_sale }),
  ...(given.with && { with: given.with }),
  ...(given.first_order && { first_order: given.first_order }),
  ...(given.days && { days: given.days }),
  ...(given.hours && { hours: given.hours }),
  ...(given.uses !== undefined && given.uses > 1 && { uses: given.uses }),
  ...(given.stacks && { stacks: given.stacks }),
  ...(given.apology && { apology: given.apology }),
  ...(given.bonus && { bonus: given.bonus }),
})

/** May both stand on one order, and with one shopper at one time? Exclusive unless both say otherwise. */
export const standTogether = (one: UseTerms, other: UseTerms): boolean =>
  Boolean(one.apology || other.apology || (one.stacks && other.stacks))

/** The most that a code reserves: its worst case for each use. Minor units. */
export const reserveOf = (terms: UseTerms & { readonly worst: number }): number =>
  terms.worst * (terms.uses ?? 1)

// What a shopper buys and looks at: categories, most first, and the goods bought last. Bounded, since it is a part of
// the document; where something bought had to be left out that is said, so that nothing passes for new that is not.
import type { Event } from '../event.ts'
import type { OrderLine } from '../orders/order.ts'

/** How often each was met; the latest stands last. */
export type Counted = readonly (readonly [category: string, times: number])[]

export type Interests = {
  readonly bought: Counted
  readonly looked: Counted
  /** Ids of the goods bought last, the latest last. */
  readonly items: readonly string[]
  /** Something bought is not in `bought`: too many categories, or goods whose category nobody told. */
  readonly more?: true
}

const NOTHING: Interests = { bought: [], looked: [], items: [] }

/** Of who ordered before interests were kept, what was bought is not known. */
const begun = (orders: number): Interests => (orders > 0 ? { ...NOTHING, more: true } : NOTHING)
const MOST = { bought: 40, looked: 12, items: 20 }
const LONGEST = 60

/** A category as it is kept and compared; the longest are cut. */
export const categoryName = (category: string): string => category.slice(0, LONGEST)

const count = (all: Counted, names: readonly string[]): Counted => {
  const counts = new Map(all)
  for (const name of names) {
    const times = (counts.get(name) ?? 0) + 1
    // Put again, so that the latest stands last.
    counts.delete(name)
    counts.set(name, times)
  }
  return [...counts]
}

/** The least goes first, and of equal ones the oldest; what came just now stays. */
const bounded = (all: Counted, most: number): Counted => {
  if (all.length <= most) return all
  const fewest = Math.min(...all.slice(0, -1).map(([, times]) => times))
  const at = all.findIndex(([, times]) => times === fewest)
  return bounded(all.toSpliced(at, 1), most)
}

const names = (lines: readonly OrderLine[]): readonly string[] => [
  ...new Set(lines.flatMap(({ category }) => (category === undefined ? [] : [categoryName(category)]))),
]

const withOrder = (known: Interests, lines: readonly OrderLine[]): Interests => {
  const bought = count(known.bought, names(lines))
  const items = new Set(known.items)
  for (const { item } of lines) {
    items.delete(item)
    items.add(item)
  }
  const isMore = bought.length > MOST.bought || lines.length === 0 || lines.some(({ category }) => !category)
  return {
    ...known,
    bought: bounded(bought, MOST.bought),
    items: [...items].slice(-MOST.items),
    ...(isMore && { more: true }),
  }
}

const after = (known: Interests, event: Event, isNewOrder: boolean): Interests => {
  if (event.kind === 'viewed' && event.category !== undefined)
    return { ...known, looked: bounded(count(known.looked, [categoryName(event.category)]), MOST.looked) }
  if (event.kind === 'order_completed' && isNewOrder) return withOrder(known, event.order.lines)
  // History tells no goods.
  if (event.kind === 'order_imported' && isNewOrder) return known.more ? known : { ...known, more: true }
  return known
}

/** After an event. `counted`: how many orders had been counted before it and are now. */
export const interestsAfter = (
  interests: Interests | undefined,
  event: Event,
  counted: { readonly before: number; readonly now: number },
): Interests | undefined => {
  const known = interests ?? begun(counted.before)
  const now = after(known, event, counted.now > counted.before)
  return now === known ? interests : now
}

/** Most first; of equally many the latest. */
export const mostFirst = (all: Counted): readonly string[] =>
  all
    .toReversed()
    .toSorted(([, a], [, b]) => b - a)
    .map(([name]) => name)

/** Those of `categories` that were never bought; undefined where nobody can tell. */
export const neverBought = (
  interests: Interests | undefined,
  orders: number,
  categories: readonly string[],
): readonly string[] | undefined => {
  const { bought, more } = interests ?? begun(orders)
  if (more) return undefined
  const known = new Set(bought.map(([name]) => name))
  return categories.filter((category) => !known.has(categoryName(category)))
}

// What a shopper bought, as far as offers look at it: a few items and the categories. What exactly is in the journal.
// What is not known of it never passes for something new.
import type { Around } from './around.ts'
import { change, type Draft } from './draft.ts'
import type { OrderLine } from './event.ts'
import type { Shopper } from './shopper.ts'

const ITEMS = 20
const CATEGORIES = 40
/** A code counts for so many related goods. */
const RELATED = 30

const joined = (kept: readonly string[], more: readonly string[]): readonly string[] => [
  ...new Set([...kept.filter((one) => !more.includes(one)), ...more]),
]

/** After an order was counted: who had others before this was kept bought what is not known. */
export const noteBought = (draft: Draft, lines: readonly OrderLine[]): void => {
  const { bought, orders } = draft.shopper
  const { items = [], categories = [] } = bought ?? {}
  const more = bought ? bought.more === true : orders.count > 1
  const all = joined(
    categories,
    lines.flatMap(({ category }) => category ?? []),
  )
  const isMore =
    more ||
    all.length > CATEGORIES ||
    lines.length === 0 ||
    lines.some(({ category }) => category === undefined)
  const latest = joined(
    items,
    lines.map(({ item }) => item),
  )
  change(draft, {
    bought: {
      items: latest.slice(-ITEMS),
      categories: all.slice(-CATEGORIES),
      ...(isMore && { more: true }),
    },
  })
}

/** The categories of everything that was bought; null where nobody can tell all of them. */
export const boughtCategories = ({ bought, orders }: Shopper): readonly string[] | null => {
  if (!bought) return orders.count === 0 ? [] : null
  return bought.more ? null : bought.categories
}

/** The goods that go with what was bought, none that was bought itself. */
export const relatedGoods = ({ bought }: Shopper, goods: Around['goods']): readonly string[] =>
  (goods?.related ?? []).filter((item) => !bought?.items.includes(item)).slice(0, RELATED)

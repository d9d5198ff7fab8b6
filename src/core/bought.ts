// What a shopper bought, as far as offers look at it: a few items and the categories. What exactly is in the journal.
import type { Around } from './around.ts'
import { change, type Draft } from './draft.ts'
import type { OrderLine } from './event.ts'
import type { Shopper } from './shopper.ts'

const ITEMS = 20
const CATEGORIES = 40
/** A code counts for so many related goods. */
const RELATED = 30

const latest = (kept: readonly string[], more: readonly string[], most: number): readonly string[] => [
  ...new Set([...kept.filter((one) => !more.includes(one)), ...more].slice(-most)),
]

export const noteBought = (draft: Draft, lines: readonly OrderLine[]): void => {
  if (lines.length === 0) return
  const { items = [], categories = [] } = draft.shopper.bought ?? {}
  const bought = lines.flatMap((line) => line.category ?? [])
  change(draft, {
    bought: {
      items: latest(
        items,
        lines.map((line) => line.item),
        ITEMS,
      ),
      categories: latest(categories, bought, CATEGORIES),
    },
  })
}

/** The goods that go with what was bought, of the latest first; none that was bought itself. */
export const relatedGoods = ({ bought }: Shopper, goods: Around['goods'] = {}): readonly string[] => {
  const had = bought?.items ?? []
  const related = had
    .toReversed()
    .flatMap((item) => (Object.hasOwn(goods, item) ? (goods[item]?.related ?? []) : []))
  return [...new Set(related)].filter((item) => !had.includes(item)).slice(0, RELATED)
}

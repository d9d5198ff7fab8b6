// The shop's goods, kept on the shop's word. The page's hints never reach it.
import type { Item } from '../core/goods/item.ts'

export type Catalogue = {
  /** Keeps each item as it is given, in place of what was known of it. A repeat changes nothing. */
  readonly put: (items: readonly Item[]) => Promise<void>
  /** Those of `ids` that are known. */
  readonly find: (ids: readonly string[]) => Promise<ReadonlyMap<string, Item>>
  /** Forgets these; answers how many there were. */
  readonly remove: (ids: readonly string[]) => Promise<number>
  readonly count: () => Promise<number>
  /** All of them by id, streamed. */
  readonly all: () => AsyncIterable<Item>
}

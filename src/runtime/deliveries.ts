// That agents' words were shown to their shopper: a claim for each, put once by whoever can tell. What a channel only took
// has none: it has left the outbox, and that is all there is to know.
import type { Store } from '../ports/store.ts'

export type Deliveries = {
  /** These outbox items were shown; answers whether that is news of any. */
  readonly note: (items: readonly string[]) => Promise<boolean>
  readonly of: (items: readonly string[]) => Promise<ReadonlySet<string>>
}

const keyOf = (item: string): string => `delivered:${item}`

export const createDeliveries = ({ claim, owners }: Pick<Store, 'claim' | 'owners'>): Deliveries => {
  const of: Deliveries['of'] = async (items) => {
    const known = items.length > 0 ? await owners(items.map(keyOf)) : []
    return new Set(items.filter((_, n) => known[n] != null))
  }
  return {
    of,
    note: async (items) => {
      const known = await of(items)
      const news = items.filter((item) => !known.has(item))
      if (news.length > 0) await claim(news.map((item) => ({ key: keyOf(item), owner: 'shown' })))
      return news.length > 0
    },
  }
}

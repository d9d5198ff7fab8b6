// The index of a catalogue, kept fresh: what is told here is in it at once, what another process told within minutes.
import type { Catalogue } from '../../../ports/catalogue.ts'
import { createItemIndex, type ItemIndex } from './item-index.ts'

export type FreshIndex = {
  /** The same catalogue; what is put and removed through it is in the index at once. */
  readonly catalogue: Catalogue
  /** What is known by now; reads the catalogue anew in the background where that was long ago. */
  readonly index: () => ItemIndex
  /** Resolves once everything that was there when it was asked is in the index. */
  readonly ready: () => Promise<void>
}

/** Another process (`winback import catalogue`) may have changed it, ms. */
const STALE = 10 * 60_000
/** So many items are read in one go; then others have their turn. */
const SLICE = 250
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** `clock`: ms since 1970. A catalogue that cannot be read leaves the index as it was, and is read again later. */
export const keepFresh = (catalogue: Catalogue, clock: () => number = Date.now): FreshIndex => {
  let index = createItemIndex()
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null
  /** What was told while the catalogue is read anew goes into both. */
  let next: ItemIndex | null = null

  const readAll = async (): Promise<void> => {
    const fresh = createItemIndex()
    const touched = new Set<string>()
    next = {
      ...fresh,
      put: (item) => {
        touched.add(item.item)
        fresh.put(item)
      },
      remove: (item) => {
        touched.add(item)
        fresh.remove(item)
      },
    }
    let n = 0
    for await (const item of catalogue.all()) {
      if (!touched.has(item.item)) fresh.put(item)
      if (++n % SLICE === 0) await pause()
    }
    index = fresh
  }
  const refresh = (): Promise<void> => {
    readAt = clock()
    reading ??= readAll()
      .catch(() => {})
      .finally(() => {
        reading = null
        next = null
      })
    return reading
  }
  return {
    catalogue: {
      ...catalogue,
      put: async (items) => {
        await catalogue.put(items)
        for (const item of items) {
          index.put(item)
          next?.put(item)
        }
      },
      remove: async (ids) => {
        const gone = await catalogue.remove(ids)
        for (const id of ids) {
          index.remove(id)
          next?.remove(id)
        }
        return gone
      },
    },
    index: () => {
      if (clock() >= readAt + STALE || clock() < readAt) void refresh()
      return index
    },
    ready: refresh,
  }
}

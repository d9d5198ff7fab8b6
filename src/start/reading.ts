// How messages are read: offline, and by a model where one is set. What reads is loaded with the first message, or when the
// server is ready and has nothing better to do: a start needs none of it.
import type { Finder } from '../ports/finder.ts'
import type { Understand } from '../ports/understand.ts'
import { buildNext } from '../text/lazy-pattern.ts'
import type { ItemIndex } from '../understand/found/items/item-index.ts'

export type Reading = Understand & Finder & { readonly load: () => Promise<unknown> }

/** `index`: the shop's goods. Once it is loaded it answers at once. */
export const createReading = (index: () => ItemIndex): Reading => {
  let loaded: (Understand & Finder) | undefined
  let loading: Promise<Understand & Finder> | undefined
  const open = async (): Promise<Understand & Finder> => {
    const [{ createOfflineReader }, { createFinder }] = await Promise.all([
      import('../understand/offline-reader.ts'),
      import('../understand/found/finder.ts'),
    ])
    const { read } = createOfflineReader()
    loaded = { read, find: createFinder(index).find }
    return loaded
  }
  const load = (): Promise<Understand & Finder> => {
    loading ??= open()
    return loading
  }
  return {
    load,
    read: (...asked) => (loaded ? loaded.read(...asked) : load().then(({ read }) => read(...asked))),
    find: (...asked) => (loaded ? loaded.find(...asked) : load().then(({ find }) => find(...asked))),
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Whoever waits until the server is ready asks first, ms. */
const QUIET = 250

/** Loads and builds, in small pieces, what the first message would have to wait for. */
export const warmUp = async (pieces: readonly (() => unknown)[], isStopped: () => boolean): Promise<void> => {
  await new Promise<void>((resolve) => setTimeout(resolve, QUIET).unref())
  for (const piece of pieces) {
    await pause()
    if (isStopped()) return
    await piece()
  }
  do await pause()
  while (!isStopped() && buildNext())
}

// The first of many ordered lists as one ordered list, read as far as somebody wants it.

export type Source<T> = {
  /** Nothing in it stands before this; -Infinity: nobody knows. */
  readonly bound: number
  /** The next behind `after` (null: from its beginning), up to `most`; fewer: there are no more. */
  readonly read: (after: T | null, most: number) => Promise<readonly T[]>
}

export type Order<T> = {
  readonly placeOf: (item: T) => number
  /** Of two at one place, of different lists; missing: the earlier list's. */
  readonly tie?: (a: T, b: T) => number
}

type Run<T> = { readonly source: Source<T>; items: readonly T[]; at: number; ended: boolean; size: number }

/**
 * `first`: how many are read from each list at first; where one runs out, four times as many are read from it. `open`: how
 * many lists are begun at once; no more than must be.
 */
export async function* merged<T>(
  sources: readonly Source<T>[],
  { placeOf, tie }: Order<T>,
  { first, open }: { readonly first: number; readonly open: number },
): AsyncGenerator<T> {
  const closed = sources.toSorted((a, b) => a.bound - b.bound)
  const runs: Run<T>[] = []

  const begin = (): void => {
    for (const source of closed.splice(0, open))
      runs.push({ source, items: [], at: 0, ended: false, size: first })
  }
  const readOn = async (): Promise<void> => {
    const dry = runs.filter((run) => run.at === run.items.length && !run.ended)
    await Promise.all(
      dry.map(async (run) => {
        const items = await run.source.read(run.items.at(-1) ?? null, run.size)
        Object.assign(run, { items, at: 0, ended: items.length < run.size, size: run.size * 4 })
      }),
    )
  }
  const best = (): Run<T> | null => {
    let found: Run<T> | null = null
    for (const run of runs) {
      const item = run.items[run.at]
      if (item === undefined) continue
      const other = found?.items[found.at]
      const by = other === undefined ? -1 : placeOf(item) - placeOf(other) || (tie?.(item, other) ?? 1)
      if (by < 0) found = run
    }
    return found
  }

  while (true) {
    await readOn()
    const next = best()
    const item = next?.items[next.at]
    if (closed[0] && (item === undefined || closed[0].bound <= placeOf(item))) {
      begin()
      continue
    }
    if (!next || item === undefined) return
    next.at++
    yield item
  }
}

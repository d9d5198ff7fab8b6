// The first of many ordered lists as one ordered list, read as far as somebody wants it.

/** The next of a list behind `after` (null: from its beginning), up to `most`; fewer: there are no more. */
export type Source<T> = (after: T | null, most: number) => Promise<readonly T[]>

type Run<T> = { readonly source: Source<T>; items: readonly T[]; at: number; ended: boolean; size: number }

/** `first`: how many are read from each list at first; where one runs out, four times as many are read from it. */
export async function* merged<T>(
  sources: readonly Source<T>[],
  compare: (a: T, b: T) => number,
  first: number,
): AsyncGenerator<T> {
  const runs = sources.map((source): Run<T> => ({ source, items: [], at: 0, ended: false, size: first }))
  while (true) {
    const dry = runs.filter((run) => run.at === run.items.length && !run.ended)
    await Promise.all(
      dry.map(async (run) => {
        const items = await run.source(run.items.at(-1) ?? null, run.size)
        Object.assign(run, { items, at: 0, ended: items.length < run.size, size: run.size * 4 })
      }),
    )
    let best: Run<T> | null = null
    for (const run of runs) {
      const item = run.items[run.at]
      if (item !== undefined && (!best || compare(item, best.items[best.at]!) < 0)) best = run
    }
    if (!best) return
    yield best.items[best.at++]!
  }
}

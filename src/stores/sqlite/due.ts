// The index of wake-ups, and who has been given which. Does not know what a wake-up does.
import type { DatabaseSync } from 'node:sqlite'
import type { Due, Store } from '../../ports/store.ts'
import type { Gather } from './gather.ts'

export type DueIndex = Pick<Store, 'leaseDue' | 'nextDue'> & {
  /** Within a commit: writes the shopper's wake-up, which ends its lease. */
  readonly put: (shopper: string, due: number | null) => void
}

export const createDueIndex = (db: DatabaseSync, gather: Gather): DueIndex => {
  const select = db.prepare(
    'SELECT shopper, due FROM due WHERE due <= ? AND leased_until <= ? ORDER BY due, shopper LIMIT ?',
  )
  // All of them by one statement; it says in no order whom it wrote.
  const lease = db.prepare(`
    UPDATE due SET leased_until = ?, holder = ? WHERE shopper IN (
      SELECT shopper FROM due WHERE due <= ? AND leased_until <= ? ORDER BY due, shopper LIMIT ?)
    RETURNING shopper, due`)
  const earliest = db.prepare('SELECT min(due) AS due FROM due')
  const remove = db.prepare('DELETE FROM due WHERE shopper = ?')
  const upsert = db.prepare(`
    INSERT INTO due VALUES (?, ?, 0, NULL)
    ON CONFLICT DO UPDATE SET due = excluded.due, leased_until = 0, holder = NULL
      WHERE due <> excluded.due OR leased_until <> 0`)

  const ready = (now: number, limit: number): Due[] =>
    (select.all(now, now, limit) as Due[]).map(({ shopper, due }) => ({ shopper, due }))

  return {
    put: (shopper, due) => {
      if (due === null) remove.run(shopper)
      else upsert.run(shopper, due)
    },
    leaseDue: async (now, limit, holder, until) => {
      // A lease that would be over at once is none: nothing is written.
      if (until <= now) return ready(now, limit)
      if (ready(now, Math.min(limit, 1)).length === 0) return []
      const given = await gather.write(() => lease.all(until, holder, now, now, limit) as Due[])
      return given
        .map(({ shopper, due }) => ({ shopper, due }))
        .sort((a, b) => a.due - b.due || (a.shopper < b.shopper ? -1 : 1))
    },
    nextDue: async () => (earliest.get()?.due as number | null) ?? null,
  }
}

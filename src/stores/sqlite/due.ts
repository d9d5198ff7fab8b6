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
  const lease = db.prepare('UPDATE due SET leased_until = ?, holder = ? WHERE shopper = ?')
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
      const found = ready(now, limit)
      // Nothing to write where nothing is due, or where the lease would be over at once.
      if (found.length === 0 || until <= now) return found
      return gather.write(() => {
        const given = ready(now, limit)
        for (const { shopper } of given) lease.run(until, holder, shopper)
        return given
      })
    },
    nextDue: async () => (earliest.get()?.due as number | null) ?? null,
  }
}

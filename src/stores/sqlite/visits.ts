// Counts of those who only look, until they expire or become a shopper.
import type { DatabaseSync } from 'node:sqlite'
import type { Store, Visit } from '../../ports/store.ts'
import type { Gather } from './gather.ts'
import type { SeenEvents } from './seen-events.ts'

/** How many expired ones a new visit clears away. */
const SWEEP = 20

export const createVisits = (
  db: DatabaseSync,
  gather: Gather,
  seen: SeenEvents,
): Pick<Store, 'visit'> & { readonly find: (shopper: string) => Visit | null } => {
  const select = db.prepare('SELECT views, first, last, expires FROM visit WHERE shopper = ?')
  const isShopper = db.prepare('SELECT 1 FROM shopper WHERE id = ?')
  const sweep = db.prepare(
    `DELETE FROM visit WHERE shopper IN (SELECT shopper FROM visit WHERE expires <= ? ORDER BY expires LIMIT ${SWEEP})`,
  )
  const upsert = db.prepare(`
    INSERT INTO visit VALUES (:shopper, 1, :at, :at, :expires)
    ON CONFLICT DO UPDATE SET views = iif(expires <= :at, 1, views + 1),
      first = iif(expires <= :at, :at, min(first, :at)), last = max(last, :at), expires = max(expires, :expires)`)

  return {
    find: (shopper) => {
      const row = select.get(shopper) as Visit | undefined
      return row ? { views: row.views, first: row.first, last: row.last, expires: row.expires } : null
    },
    visit: (shopper, event, expires) =>
      gather.write(() => {
        const known = seen.find(event)
        if (known) return { kind: known.kind }
        if (isShopper.get(shopper)) return { kind: 'shopper' }
        upsert.run({ shopper, at: event.at, expires })
        sweep.run(event.at)
        seen.put(shopper, event, { commit: null, version: 0, line: 0 })
        return { kind: 'done' }
      }),
  }
}

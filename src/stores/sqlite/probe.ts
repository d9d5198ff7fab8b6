// Can anything be kept? As much as a turn writes is taken and given back in one transaction: a full disk shows itself.
import type { DatabaseSync } from 'node:sqlite'
import type { Gather } from './gather.ts'

/** More pages than any turn touches: where this fits, an event does. */
const ROOM = 'x'.repeat(128 * 1024)

export const createProbe = (db: DatabaseSync, gather: Gather): (() => Promise<void>) => {
  const put = db.prepare("INSERT INTO rejected VALUES ('probe', ?) ON CONFLICT DO NOTHING")
  const remove = db.prepare("DELETE FROM rejected WHERE id = 'probe'")
  return () =>
    gather.write(() => {
      put.run(ROOM)
      remove.run()
    })
}

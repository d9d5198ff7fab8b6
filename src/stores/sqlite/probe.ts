// Can anything be kept? A page is taken and given back in one transaction: a full disk or file shows itself.
import type { DatabaseSync } from 'node:sqlite'
import type { Gather } from './gather.ts'

/** More than fits beside others on a page. */
const PAGE = 'x'.repeat(8192)

export const createProbe = (db: DatabaseSync, gather: Gather): (() => Promise<void>) => {
  const put = db.prepare("INSERT INTO rejected VALUES ('probe', ?) ON CONFLICT DO NOTHING")
  const remove = db.prepare("DELETE FROM rejected WHERE id = 'probe'")
  return () =>
    gather.write(() => {
      put.run(PAGE)
      remove.run()
    })
}

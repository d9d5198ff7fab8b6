// Index entries, put if absent. Knows nothing of what a key stands for.
import type { DatabaseSync } from 'node:sqlite'
import type { Store } from '../../ports/store.ts'
import type { Gather } from './gather.ts'

export const createClaims = (db: DatabaseSync, gather: Gather): Pick<Store, 'claim' | 'owners'> => {
  // The entry at the key, or the next one: one row is read either way, so that the time that looking takes does not
  // tell whether the key is there.
  const select = db.prepare('SELECT owner, key = ?1 AS there FROM claim WHERE key >= ?1 ORDER BY key LIMIT 1')
  const insert = db.prepare('INSERT INTO claim (key, owner) VALUES (?, ?) ON CONFLICT DO NOTHING')

  const ownerOf = (key: string): string | null => {
    const next = select.get(key) as { owner: string; there: number } | undefined
    return next?.there === 1 ? next.owner : null
  }

  return {
    claim: async (claims, before) => {
      const owners = claims.map(({ key }) => ownerOf(key))
      // An entry never changes, so that most claims need no write.
      if (!owners.includes(null)) return owners as string[]
      const put = () => {
        return claims.map(({ key, owner }) => (insert.run(key, owner).changes === 1 ? owner : ownerOf(key)!))
      }
      return gather.write(put, before && 'covered')
    },
    owners: async (keys) => keys.map(ownerOf),
  }
}

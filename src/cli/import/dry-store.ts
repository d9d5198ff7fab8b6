// A store for a dry run: reads what is there, keeps what would be written in a scratch of its own. Nothing of it
// reaches the data.
import type { Commit, CommitResult, Store } from '../../ports/store.ts'
import { openScratch } from './report.ts'

const SCHEMA = `
  CREATE TABLE claim (key TEXT PRIMARY KEY, owner TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE shopper (id TEXT PRIMARY KEY, version INTEGER, document TEXT, key TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE event (id TEXT PRIMARY KEY, reply TEXT) STRICT, WITHOUT ROWID;
`

export const createDryStore = (real: Store): Store => {
  const db = openScratch(SCHEMA)
  const claimed = db.prepare('SELECT owner FROM claim WHERE key = ?')
  const putClaim = db.prepare('INSERT INTO claim VALUES (?, ?) ON CONFLICT DO NOTHING')
  const shopper = db.prepare('SELECT version, document, key FROM shopper WHERE id = ?')
  const putShopper = db.prepare('INSERT OR REPLACE INTO shopper VALUES (?, ?, ?, ?)')
  const event = db.prepare('SELECT reply FROM event WHERE id = ?')
  const putEvent = db.prepare('INSERT INTO event VALUES (?, ?)')

  const owners: Store['owners'] = async (keys) => {
    const there = await real.owners(keys)
    return keys.map((key, i) => there[i] ?? (claimed.get(key)?.owner as string | undefined) ?? null)
  }
  const load: Store['load'] = async (id) => {
    const row = shopper.get(id) as { version: number; document: string; key: string } | undefined
    return row ? { ...row, visit: null } : real.load(id)
  }
  const commit = async (one: Commit): Promise<CommitResult> => {
    const known = one.event && event.get(one.event.id)
    if (known) return { kind: 'repeat', reply: String(known.reply) }
    if ((await load(one.shopper)).version !== one.expects) return { kind: 'stale' }
    putShopper.run(one.shopper, one.expects + 1, one.document, one.key)
    if (one.event) putEvent.run(one.event.id, one.event.reply)
    return { kind: 'done', version: one.expects + 1, line: 0 }
  }
  return {
    ...real,
    ...{ owners, load, commit },
    claim: async (claims) => {
      const before = await owners(claims.map(({ key }) => key))
      for (const [i, { key, owner }] of claims.entries()) if (before[i] === null) putClaim.run(key, owner)
      return (await owners(claims.map(({ key }) => key))).map((owner, i) => owner ?? claims[i]!.owner)
    },
    records: { ...real.records, park: async () => {}, putRulebook: async () => {} },
    close: async () => {
      db.close()
      await real.close()
    },
  }
}

// Notes of the whole shop: one row each, changed only by whoever read the version that stands.
import type { DatabaseSync } from 'node:sqlite'
import type { Note, Notes } from '../../ports/notes.ts'
import type { Gather } from './gather.ts'
import type { JournalWriter } from './journal-writer.ts'

/** Entries of the journal that are of no shopper stand under this name. */
const SHOP = ''

export const createNotes = (db: DatabaseSync, gather: Gather, journal: JournalWriter): Notes => {
  const select = db.prepare('SELECT version, value FROM note WHERE name = ?')
  const upsert = db.prepare(`
    INSERT INTO note VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET version = excluded.version, value = excluded.value`)
  const find = (name: string): Note | null => {
    const row = select.get(name) as Note | undefined
    return row ? { version: row.version, value: row.value } : null
  }
  return {
    get: async (name) => find(name),
    put: (name, expects, value, entry) =>
      gather.write(() => {
        if ((find(name)?.version ?? 0) !== expects) return false
        upsert.run(name, expects + 1, value)
        if (entry) journal({ shopper: SHOP, version: expects + 1, ...entry })
        return true
      }),
  }
}

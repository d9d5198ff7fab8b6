// Chains of the journal that were begun in another store and came here with the shop: read, and emptied of whom is
// erased; nothing is ever appended to one. Does not know what an entry holds.
import type { DatabaseSync } from 'node:sqlite'
import type { JournalEntry } from '../../ports/records.ts'
import { emptyOf } from './emptied.ts'

type Row = Pick<JournalEntry, 'seq' | 'entry'> & { readonly chain: string; readonly hash: string }

const PAGE = 500

async function* read(db: DatabaseSync, chain: string): AsyncGenerator<JournalEntry> {
  const page = db.prepare(
    `SELECT seq, shopper, version, at, entry FROM moved_journal WHERE chain = ? AND seq > ? ORDER BY seq LIMIT ${PAGE}`,
  )
  for (let after = 0; ; ) {
    const rows = page.all(chain, after) as JournalEntry[]
    if (rows.length === 0) return
    for (const { seq, shopper, version, at, entry } of rows) yield { seq, shopper, version, at, entry }
    after = rows.at(-1)!.seq
  }
}

/** One by one by time, each chain in its own order. */
async function* merged(chains: readonly AsyncIterator<JournalEntry>[]): AsyncGenerator<JournalEntry> {
  const heads = await Promise.all(
    chains.map(async (chain) => ({ chain, next: (await chain.next()) as IteratorResult<JournalEntry> })),
  )
  while (true) {
    const open = heads.filter(({ next }) => !next.done)
    if (open.length === 0) return
    const first = open.reduce((least, one) => (one.next.value.at < least.next.value.at ? one : least))
    yield first.next.value
    first.next = await first.chain.next()
  }
}

export const createMovedJournal = (db: DatabaseSync) => {
  const chains = db.prepare('SELECT DISTINCT chain FROM moved_journal ORDER BY chain')
  const of = db.prepare('SELECT chain, seq, hash, entry FROM moved_journal WHERE shopper = ?')
  const empty = db.prepare('UPDATE moved_journal SET shopper = ?, entry = ? WHERE chain = ? AND seq = ?')
  const names = (): string[] => chains.all().map(({ chain }) => chain as string)
  return {
    /** The store's own entries and those of the chains that came here, by time. */
    with: (own: AsyncIterator<JournalEntry>): AsyncGenerator<JournalEntry> =>
      merged([own, ...names().map((chain) => read(db, chain))]),
    isThere: (): boolean => chains.get() !== undefined,
    /** Within an erasure: answers what was emptied, by chain, in order. */
    empty: (shoppers: readonly string[], alias: string) => {
      const found = shoppers.flatMap((shopper) => of.all(shopper) as Row[])
      for (const { chain, seq, entry } of found) empty.run(alias, emptyOf(entry), chain, seq)
      return [...Map.groupBy(found, ({ chain }) => chain)].map(([chain, entries]) => ({
        chain,
        entries: entries.toSorted((a, b) => a.seq - b.seq),
      }))
    },
  }
}

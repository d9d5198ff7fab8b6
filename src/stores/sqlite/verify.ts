// Checks the journal's hash chain from its first entry to its last. Changes nothing.
import { CHAIN_START, chainHash } from './chain.ts'
import { openForReading } from './database.ts'
import { createCheck, emptiedBy, isEmptied } from './emptied.ts'
import { createJournal } from './journal.ts'

/** `broken`: the first entry that is not what was written; null: all are. */
export type Verified = { readonly entries: number; readonly broken: number | null }

export const verifyJournal = async (path: string): Promise<Verified> => {
  const db = openForReading(path)
  try {
    // Taken first: entries that come while this reads are checked too, up to here they must be.
    const head = db.prepare('SELECT seq, hash FROM head').get() as { seq: number; hash: string }
    let hash = CHAIN_START
    let entries = 0
    const open = db.prepare('SELECT alias FROM erasure WHERE done IS NULL').all() as { alias: string }[]
    const check = createCheck(new Set(open.map(({ alias }) => alias)))
    for await (const entry of createJournal(db, path)(0)) {
      const said = emptiedBy(entry.entry)
      // What was emptied can't be hashed again: an entry behind it answers for it.
      if (isEmptied(entry)) check.emptied(entry)
      hash = isEmptied(entry) ? entry.hash : chainHash(hash, entry)
      entries++
      if (entry.shopper === '' && said && said.chain === undefined && !check.answers(said))
        return { entries, broken: entries }
      if (entry.seq !== entries || entry.hash !== hash) return { entries, broken: entries }
      if (entry.seq === head.seq && entry.hash !== head.hash) return { entries, broken: entries }
    }
    return { entries, broken: entries < head.seq ? entries + 1 : check.left() }
  } finally {
    db.close()
  }
}

// Checks the journal's hash chain from its first entry to its last. Changes nothing.
import { CHAIN_START, chainHash } from './chain.ts'
import { openForReading } from './database.ts'
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
    for await (const entry of createJournal(db, path)(0)) {
      hash = chainHash(hash, entry)
      entries++
      if (entry.seq !== entries || entry.hash !== hash) return { entries, broken: entries }
      if (entry.seq === head.seq && entry.hash !== head.hash) return { entries, broken: entries }
    }
    return { entries, broken: entries < head.seq ? entries + 1 : null }
  } finally {
    db.close()
  }
}

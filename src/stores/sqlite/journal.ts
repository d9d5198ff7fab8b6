// Reads the journal in order: first the archive's files, then the table. Does not know what an entry holds.
import { createReadStream, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { DatabaseSync } from 'node:sqlite'
import type { JournalEntry } from '../../ports/records.ts'
import { StoreError } from '../../ports/store-error.ts'

export type ChainedEntry = JournalEntry & { readonly hash: string }

type Archived = { readonly file: string; readonly last_seq: number; readonly length: number }

const PAGE = 500

export const archiveFolder = (path: string): string => join(dirname(path), 'journal')

async function* readFile(folder: string, { file, length }: Archived): AsyncGenerator<ChainedEntry> {
  const name = join(folder, file)
  if (!existsSync(name))
    throw new StoreError(
      'io',
      `${name}: this part of the journal was moved away. Put it back, or start after it.`,
    )
  // No further than the length on record: what stands behind it is still in the table.
  const lines = createInterface({ input: createReadStream(name, { end: length - 1 }), crlfDelay: Infinity })
  for await (const line of lines) yield JSON.parse(line) as ChainedEntry
}

export const createJournal = (
  db: DatabaseSync,
  path: string,
): ((after: number) => AsyncGenerator<ChainedEntry>) => {
  const files = db.prepare('SELECT file, last_seq, length FROM archive WHERE last_seq > ? ORDER BY file')
  const rows = db.prepare(
    `SELECT seq, shopper, version, at, entry, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ${PAGE}`,
  )
  return async function* (after) {
    let last = after
    while (true) {
      const page = rows.all(last) as ChainedEntry[]
      // Numbers have no gaps: what is missing here is in the files, or was moved there while this was read.
      if (page[0]?.seq === last + 1) {
        for (const { seq, shopper, version, at, entry, hash } of page)
          yield { seq, shopper, version, at, entry, hash }
        last = page.at(-1)!.seq
        continue
      }
      const before = last
      for (const file of files.all(last) as Archived[])
        for await (const entry of readFile(archiveFolder(path), file)) {
          if (entry.seq <= last) continue
          yield entry
          last = entry.seq
        }
      if (last > before) continue
      if (page.length > 0)
        throw new StoreError(
          'damaged',
          `${path}: the journal has no entry ${last + 1}. Restore the last backup.`,
        )
      return
    }
  }
}

// How far a copy has come: counted by kind, and told on stderr now and then.
import type { BackupRecord } from '../../ports/backup.ts'

/** Between two lines, ms. */
const EVERY = 2_000

export const createCount = (what: string) => {
  const kinds = new Map<string, number>()
  let all = 0
  let next = performance.now() + EVERY
  const see = ({ kind }: BackupRecord): void => {
    all++
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (performance.now() < next) return
    next = performance.now() + EVERY
    process.stderr.write(`${what}: ${all} records (${kind})\n`)
  }
  return {
    see,
    through: async function* (records: AsyncIterable<BackupRecord>): AsyncGenerator<BackupRecord> {
      for await (const record of records) {
        see(record)
        yield record
      }
    },
    /** "12 shoppers, 30 entries of the journal, 120 records in all". */
    words: (): string =>
      `${kinds.get('shopper') ?? 0} shoppers, ${kinds.get('journal') ?? 0} entries of the journal, ${all} records in all`,
  }
}

// The SQLite store: one data file, any number of connections. Puts its parts together and holds no rule itself.
import type { DatabaseSync } from 'node:sqlite'
import type { Store, Stored } from '../../ports/store.ts'
import { createBackup } from './backup.ts'
import { createBudgets } from './budgets.ts'
import { createCatalogue } from './catalogue.ts'
import { createCheckpoints } from './checkpoint.ts'
import { createClaims } from './claims.ts'
import { createCommit } from './commit.ts'
import { openDatabase, openForReading, type Sync } from './database.ts'
import { createDueIndex } from './due.ts'
import { createErasure } from './erasure.ts'
import { createGather, PATIENCE } from './gather.ts'
import { createHead } from './head.ts'
import { createJournalWriter } from './journal-writer.ts'
import { createLanes } from './lanes.ts'
import { createNotes } from './notes.ts'
import { createOutbox } from './outbox.ts'
import { createPools, createPoolWriter } from './pools.ts'
import { createProbe } from './probe.ts'
import { createRecords } from './records.ts'
import { createSeenEvents } from './seen-events.ts'
import { createVisits } from './visits.ts'

export type SqliteOptions = {
  /** full: an answered commit survives a power cut. normal: it survives the process's death; for replays. */
  readonly sync?: Sync
  /** Looks only; what would write throws. */
  readonly readonly?: boolean
}

type ShopperRow = { readonly version: number; readonly document: string; readonly key: string }

const assemble = (db: DatabaseSync, path: string): Store => {
  const head = createHead(db)
  const checkpoints = createCheckpoints(path)
  const gather = createGather(db, head, path, PATIENCE, checkpoints.wrote)
  const seen = createSeenEvents(db, head)
  const budgets = createBudgets(db)
  const due = createDueIndex(db, gather)
  const lanes = createLanes(db)
  const visits = createVisits(db, gather, seen)
  const journal = createJournalWriter(db, head)
  const pools = createPoolWriter(db)
  const carryOut = createCommit(db, { journal, seen, budgets, due, lanes, pools })
  const shopper = db.prepare('SELECT version, document, key FROM shopper WHERE id = ?')

  const load = (id: string): Stored => {
    const row = shopper.get(id) as ShopperRow | undefined
    if (!row) return { version: 0, document: null, key: null, visit: visits.find(id) }
    return { version: row.version, document: row.document, key: row.key, visit: null }
  }

  return {
    ...createClaims(db, gather),
    load: async (id) => load(id),
    known: async (_shopper, event) => seen.byId(event),
    commit: (commit) => gather.write(() => carryOut(commit)),
    visit: visits.visit,
    leaseDue: due.leaseDue,
    nextDue: due.nextDue,
    outbox: createOutbox(db, gather, lanes),
    catalogue: createCatalogue(db, gather),
    notes: createNotes(db, gather, journal),
    pools: createPools(db, gather),
    erasure: createErasure(db, gather, path, { budgets, journal, lanes }),
    records: createRecords(db, gather, budgets, path),
    backup: createBackup(db, gather, head, path),
    probe: createProbe(db, gather),
    close: async () => {
      await gather.end()
      await checkpoints.end()
      if (db.isOpen) db.close()
    },
  }
}

export const openSqliteStore = async (path: string, options: SqliteOptions = {}): Promise<Store> =>
  assemble(options.readonly ? openForReading(path) : openDatabase(path, options.sync ?? 'full'), path)

// Everything of the data file as records, kind by kind. Opens nothing that is sealed.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { DatabaseSync } from 'node:sqlite'
import type { BackupRecord } from '../../ports/backup.ts'
import type { OutboxItem } from '../../ports/outbox.ts'
import { emptyOf } from './emptied.ts'
import type { ChainedEntry } from './journal.ts'
import { HURRIED } from './lanes.ts'
import { MIGRATIONS } from './migrations.ts'
import { shopperIn } from './seen-events.ts'
import { type OpenFile, openSnapshot } from './snapshot.ts'

/** `of` is given rows of just what `sql` names. */
type Reading = { readonly sql: string; readonly of: (row: never) => unknown }
type EventRow = {
  readonly id: string
  readonly at: number
  readonly digest: string
  readonly reply: string
  readonly commit_id: string | null
  readonly version: number
  readonly line: number
  readonly shopper: string | null
}
type OutboxRow = Omit<OutboxItem, 'after' | 'rank'> & {
  readonly rank: number
  readonly waits_for: string | null
  readonly state: string
  readonly place: number
  readonly ready: number
  readonly attempts: number
  readonly holder: string | null
  readonly why: string | null
}

/** What has no end is beyond all times. */
const NEVER = Number.MAX_SAFE_INTEGER

const same = (row: object): unknown => row

const eventOf = ({ id, shopper, at, digest, reply, commit_id, version, line }: EventRow): unknown => {
  const whose = shopper ?? shopperIn(id, commit_id, version)
  return {
    id,
    ...(whose !== null && { shopper: whose }),
    at,
    digest,
    reply,
    commit: commit_id,
    version,
    line,
  }
}

const outboxOf = (row: OutboxRow): unknown => {
  const { id, lane, kind, payload, shopper, rank, due, lapses, waits_for, state, place, holder } = row
  const hurried = rank === HURRIED
  return {
    item: { id, lane, kind, payload, shopper, rank: hurried ? 1 : rank, due, lapses, after: waits_for },
    ...{ state, place, attempts: row.attempts, hurried, why: row.why },
    // A lease is not kept: what somebody is sending may be sent at once by whoever has the copy.
    ready: holder === null ? row.ready : due,
  }
}

/** In the order in which a shop is put together again. */
const READINGS: Readonly<Record<string, Reading>> = {
  rulebook: { sql: 'SELECT hash, sources FROM rulebook ORDER BY hash', of: same },
  note: { sql: 'SELECT name, version, value FROM note ORDER BY name', of: same },
  item: {
    sql: 'SELECT item FROM item ORDER BY id',
    of: ({ item }: { item: string }) => ({ item: JSON.parse(item) as unknown }),
  },
  budget: { sql: 'SELECT budget, reserved, spent FROM budget ORDER BY budget', of: same },
  pool_code: {
    sql: 'SELECT pool, hmac, sealed, ends, id, holder, held_until FROM pool_code ORDER BY pool, n',
    of: (row: { ends: number }) => ({ ...row, ends: row.ends === NEVER ? null : row.ends }),
  },
  claim: { sql: 'SELECT key, owner FROM claim ORDER BY key', of: same },
  shopper: {
    sql: `SELECT id, version, line, commit_id AS "commit", document, key, due.due AS due
      FROM shopper LEFT JOIN due ON due.shopper = shopper.id ORDER BY n`,
    of: same,
  },
  visit: { sql: 'SELECT shopper, views, first, last, expires FROM visit ORDER BY shopper', of: same },
  event: { sql: 'SELECT * FROM event ORDER BY id', of: eventOf },
  line: { sql: 'SELECT shopper, seq, line FROM line ORDER BY shopper, seq', of: same },
  ticket: {
    sql: 'SELECT id, shopper, open, at, row FROM ticket ORDER BY id',
    of: (row: { open: number }) => ({ ...row, open: row.open === 1 }),
  },
  enrolment: { sql: 'SELECT id, row FROM enrolment ORDER BY id', of: same },
  outbox: { sql: 'SELECT * FROM outbox ORDER BY seq', of: outboxOf },
  rejected: { sql: 'SELECT id, reason FROM rejected ORDER BY id', of: same },
  parked_event: { sql: 'SELECT id, at, entry, why FROM parked_event ORDER BY at, id', of: same },
  erasure: {
    sql: 'SELECT alias, at, done, key, shoppers FROM erasure ORDER BY at, alias',
    of: (row: { shoppers: string }) => ({ ...row, shoppers: JSON.parse(row.shoppers) as unknown }),
  },
}

async function* fileOf({ handle, length }: OpenFile): AsyncGenerator<ChainedEntry> {
  if (length === 0) return
  const input = createReadStream('', { fd: handle, start: 0, end: length - 1, autoClose: false })
  for await (const line of createInterface({ input, crlfDelay: Infinity })) yield JSON.parse(line)
}

async function* ownChain(db: DatabaseSync, files: readonly OpenFile[]): AsyncGenerator<ChainedEntry> {
  for (const file of files) yield* fileOf(file)
  const rows = db.prepare('SELECT seq, shopper, version, at, entry, hash FROM journal ORDER BY seq').iterate()
  for (const row of rows) yield row as ChainedEntry
}

/** Of whom an erasure is under way: the files are not done yet, and nothing of it leaves here. */
const erasing = (db: DatabaseSync): ReadonlyMap<string, string> => {
  const open = db.prepare('SELECT alias, shoppers FROM erasure WHERE done IS NULL').all()
  return new Map(
    open.flatMap(({ alias, shoppers }) =>
      (JSON.parse(shoppers as string) as string[]).map((shopper) => [shopper, alias as string] as const),
    ),
  )
}

export async function* readAll(path: string): AsyncGenerator<BackupRecord> {
  const { db, files, close } = openSnapshot(path)
  let records = 0
  const told = (record: BackupRecord): BackupRecord => {
    records++
    return record
  }
  try {
    const events = db.prepare('SELECT events FROM head').get()!.events as number
    const version = `sqlite ${MIGRATIONS.length}`
    yield told({ kind: 'head', format: 1, version, at: Date.now(), events })
    for (const [kind, { sql, of }] of Object.entries(READINGS))
      for (const row of db.prepare(sql).iterate())
        yield told({ kind, ...(of(row as never) as object) } as BackupRecord)
    const gone = erasing(db)
    for await (const { seq, shopper, version, at, entry, hash } of ownChain(db, files)) {
      const alias = gone.get(shopper)
      const kept = alias === undefined ? { shopper, entry } : { shopper: alias, entry: emptyOf(entry) }
      yield told({ kind: 'journal', chain: '', seq, ...kept, version, at, hash })
    }
    const moved =
      'SELECT chain, seq, shopper, version, at, entry, hash FROM moved_journal ORDER BY chain, seq'
    for (const row of db.prepare(moved).iterate())
      yield told({ kind: 'journal', ...(row as object) } as BackupRecord)
    yield { kind: 'end', records }
  } finally {
    close()
  }
}

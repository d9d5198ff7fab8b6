// One shopper given out whole, or erased: from every table in one transaction, then from the journal's files, then from
// the write-ahead file. Whatever is left undone is done by the next call, in this process or another.
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import type { ErasePlan, Erasure, ErasureState, Held } from '../../ports/erasure.ts'
import type { TalkLine } from '../../ports/records.ts'
import type { Budgets } from './budgets.ts'
import { emptyOf, sayEmptied } from './emptied.ts'
import { emptyFile, entriesIn } from './erase-archive.ts'
import { faultOf, isBusy } from './faults.ts'
import type { Gather } from './gather.ts'
import { archiveFolder } from './journal.ts'
import type { JournalWriter } from './journal-writer.ts'
import type { Lanes } from './lanes.ts'
import { createMovedJournal } from './moved-journal.ts'
import { vacuum } from './vacuum.ts'

type Archived = { readonly file: string; readonly last_seq: number; readonly length: number }
type Chained = { readonly seq: number; readonly hash: string; readonly entry: string }
type Parts = { readonly budgets: Budgets; readonly journal: JournalWriter; readonly lanes: Lanes }

/** Readers of other processes may stand in a checkpoint's way for a moment. */
const TRIES = 40
const PAUSE = 100
/** A data file that is written anew within a second or two, bytes; a larger one waits for others to be erased with it. */
const QUICK = 256 * 1024 * 1024

export const createErasure = (
  db: DatabaseSync,
  gather: Gather,
  path: string,
  { budgets, journal, lanes }: Parts,
): Erasure => {
  const folder = archiveFolder(path)
  const all = (sql: string) => {
    const statement = db.prepare(sql)
    return (...values: readonly (string | number | null)[]) => statement.all(...values)
  }
  const run = (sql: string) => {
    const statement = db.prepare(sql)
    return (...values: readonly (string | number | null)[]) => void statement.run(...values)
  }
  const archives = all('SELECT file, last_seq, length FROM archive ORDER BY file')
  const version = all('SELECT version FROM shopper WHERE id = ?')
  const entries = all('SELECT seq, hash, entry FROM journal WHERE shopper = ? ORDER BY seq')
  const empty = run('UPDATE journal SET shopper = ?, entry = ? WHERE seq = ?')
  const moved = createMovedJournal(db)
  const begun = run('INSERT INTO erasure VALUES (?, ?, ?, NULL, ?)')
  const open = all('SELECT alias, shoppers FROM erasure WHERE done IS NULL ORDER BY at, alias')
  const finished = run("UPDATE erasure SET done = ?, shoppers = '[]' WHERE alias = ?")
  const byKey = all('SELECT alias, at, done FROM erasure WHERE key = ?')

  const putRow = run('INSERT INTO enrolment VALUES (?, ?) ON CONFLICT DO UPDATE SET row = excluded.row')
  const rows = all('SELECT id, row FROM enrolment WHERE id >= ? AND id < ? || char(1114111)')
  const dropRow = run('DELETE FROM enrolment WHERE id = ?')
  const outbox = all(`SELECT id, state FROM outbox WHERE shopper = ?1
    OR (kind = 'refer' AND instr(payload, ?1) > 0)`)
  const dropItem = run('DELETE FROM outbox WHERE id = ?')
  /** Each is given one id. */
  const drops = [
    run('DELETE FROM shopper WHERE id = ?'),
    run('DELETE FROM due WHERE shopper = ?'),
    run('DELETE FROM line WHERE shopper = ?'),
    run('DELETE FROM ticket WHERE shopper = ?'),
    run("DELETE FROM claim WHERE owner = ?1 OR instr(owner, ?1 || '.') = 1"),
    run("DELETE FROM event WHERE instr(commit_id, ?1 || '.') = 1 OR shopper = ?1"),
    run('UPDATE pool_code SET holder = NULL WHERE holder = ?'),
    // Notes of a ticket or a code of its: named so, or with nothing but its id in them.
    run("DELETE FROM note WHERE instr(':' || name, ':' || ?1 || '.') > 0 OR instr(value, ?1 || '.') = 1"),
  ]
  /** Each is given an id and what stands in its place. */
  const replaces = [
    run(
      "UPDATE claim SET owner = replace(owner, ?1, ?2) WHERE key GLOB 'order:*' AND instr(owner, ' ' || ?1) > 0",
    ),
    run("UPDATE pool_code SET id = replace(id, ?1, ?2) WHERE instr(id, ?1 || '.') = 1"),
  ]
  const dropVisit = run('DELETE FROM visit WHERE shopper = ?')
  const dropLooks = run('DELETE FROM event WHERE shopper = ?')
  const dropParked = run('DELETE FROM parked_event WHERE id = ?')
  /** A part of a name, or of an event's id, between colons. */
  const named = [
    run("DELETE FROM note WHERE instr(':' || name || ':', ':' || ?1 || ':') > 0"),
    run("DELETE FROM event WHERE instr(':' || id || ':', ':' || ?1 || ':') > 0"),
    run("DELETE FROM rejected WHERE instr(':' || id || ':', ':' || ?1 || ':') > 0"),
  ]

  const size = (): number => {
    const [pages, each] = ['page_count', 'page_size'].map(
      (name) => db.prepare(`PRAGMA ${name}`).get()?.[name],
    )
    return Number(pages) * Number(each)
  }
  const signature = (): string => JSON.stringify(archives())

  const eraseRows = ({ shoppers, alias, rows: kept }: ErasePlan): void => {
    for (const { id, row } of kept) putRow(id, row)
    for (const shopper of shoppers)
      for (const { id, row } of rows(shopper, shopper) as { id: string; row: string }[]) {
        dropRow(id)
        const nameless = (text: string) => shoppers.reduce((left, one) => left.replaceAll(one, alias), text)
        const { goal_order, begun_by, earlier, ...open } = JSON.parse(nameless(row)) as Record<
          string,
          unknown
        >
        // Two who were one may have had rows of the same name.
        putRow(
          `${nameless(id)}${shoppers.indexOf(shopper) > 0 ? `.${shoppers.indexOf(shopper)}` : ''}`,
          JSON.stringify(open),
        )
      }
  }

  const eraseOutbox = (shopper: string): void => {
    for (const { id, state } of outbox(shopper) as { id: string; state: string }[]) {
      // Sent, as far as its lane is concerned: the next of somebody else's goes on.
      if (state === 'waiting') lanes.end(id, 'sent', null)
      dropItem(id)
    }
  }

  const carryOut = (plan: ErasePlan, archived: readonly Chained[], before: string): 'begun' | 'stale' => {
    const { shoppers, alias, at } = plan
    if (signature() !== before) return 'stale'
    const isStale = shoppers.some((id, n) => ((version(id)[0]?.version as number) ?? 0) !== plan.versions[n])
    if (isStale) return 'stale'
    eraseRows(plan)
    const inTable = shoppers.flatMap((id) => entries(id) as Chained[])
    for (const { seq, entry } of inTable) empty(alias, emptyOf(entry), seq)
    for (const shopper of shoppers) {
      eraseOutbox(shopper)
      for (const drop of drops) drop(shopper)
      for (const replace of replaces) replace(shopper, alias)
    }
    for (const visit of plan.visits) {
      dropVisit(visit)
      dropLooks(visit)
    }
    for (const parked of plan.parked) dropParked(parked)
    for (const part of [...shoppers, ...plan.addresses]) for (const drop of named) drop(part)
    budgets.move(plan.budget)
    lanes.put(plan.outbox ?? [], at)
    const emptied = [...archived, ...inTable].sort((a, b) => a.seq - b.seq)
    journal({ shopper: '', version: 0, at, entry: sayEmptied(alias, emptied, { budget: plan.budget }) })
    for (const { chain, entries } of moved.empty(shoppers, alias))
      journal({ shopper: '', version: 0, at, entry: sayEmptied(alias, entries, { chain, budget: [] }) })
    begun(alias, plan.key, at, JSON.stringify(shoppers))
    return 'begun'
  }

  /** Answers whether nothing of before is left in the write-ahead file. */
  const truncate = async (): Promise<boolean> => {
    const checkpoint = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)')
    for (let tries = 0; tries < TRIES; tries++) {
      try {
        if (checkpoint.get()?.busy === 0) return true
      } catch (error) {
        if (!isBusy(error)) throw faultOf(error, path)
      }
      await setTimeout(PAUSE)
    }
    return false
  }

  const find = async (key: string): Promise<ErasureState | null> =>
    (byKey(key)[0] as ErasureState | undefined) ?? null
  const unfinished = async (): Promise<number> => open().length

  let finishing: Promise<unknown> = Promise.resolve()

  /** One after another: what was begun while one runs is done by the next, all of it in one go. */
  const finish = async (now: number, when: 'now' | 'if_quick'): Promise<number> => {
    const pending = open() as { alias: string; shoppers: string }[]
    if (pending.length === 0) return 0
    if (when === 'if_quick' && size() > QUICK) return pending.length
    for (const { alias, shoppers } of pending) {
      const ids = JSON.parse(shoppers) as string[]
      for (const { file } of archives() as Archived[])
        await gather.write(() => {
          const { length } = (archives() as Archived[]).find((one) => one.file === file)!
          if (entriesIn(folder, file, length, ids).length > 0) emptyFile(folder, file, length, ids, alias)
        })
    }
    try {
      await vacuum(path)
    } catch {
      // Another process writes, or the disk is full: the tables are clean, and this is tried again.
      return pending.length
    }
    if (!(await truncate())) return pending.length
    await gather.write(() => {
      for (const { alias } of pending) finished(now, alias)
    })
    await truncate()
    return unfinished()
  }

  return {
    find,
    unfinished,
    held: async (shoppers): Promise<Held> => {
      const of = <Row>(sql: string): Row[] =>
        shoppers.flatMap((id) => db.prepare(sql).all(id) as unknown as Row[])
      return {
        lines: of<{ seq: number; line: string }>(
          'SELECT seq, line FROM line WHERE shopper = ? ORDER BY seq',
        ).map(({ seq, line }) => ({ seq, ...JSON.parse(line) }) as TalkLine),
        enrolments: shoppers.flatMap((id) => (rows(id, id) as { row: string }[]).map(({ row }) => row)),
        tickets: of<{ row: string }>('SELECT row FROM ticket WHERE shopper = ? ORDER BY at, id').map(
          ({ row }) => row,
        ),
        outbox: of('SELECT lane, kind, due, state, why FROM outbox WHERE shopper = ? ORDER BY seq'),
      }
    },
    begin: async (plan) => {
      const before = signature()
      const archived = (archives() as Archived[]).flatMap(({ file, length }) =>
        entriesIn(folder, file, length, plan.shoppers),
      )
      return gather.write(() => carryOut(plan, archived, before))
    },
    finish: (now, when = 'now') => {
      const mine = finishing.then(() => finish(now, when))
      finishing = mine.catch(() => {})
      return mine
    },
  }
}

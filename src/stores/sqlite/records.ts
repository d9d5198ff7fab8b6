// What is read back, and the small things kept beside the commits. Knows no turn.
import type { DatabaseSync } from 'node:sqlite'
import type { JournalEntry, Records, TalkLine, TicketRow } from '../../ports/records.ts'
import type { Budgets } from './budgets.ts'
import type { Gather } from './gather.ts'
import { createJournal } from './journal.ts'
import { createMovedJournal } from './moved-journal.ts'
import { pages } from './pages.ts'

const FORGET_AT_ONCE = 1000

type LineRow = { readonly seq: number; readonly line: string }
type TicketColumns = Omit<TicketRow, 'open'> & { readonly open: number }
type ParkedEvent = { readonly id: string; readonly at: number; readonly entry: string; readonly why: string }

const lineOf = ({ seq, line }: LineRow): TalkLine => ({ seq, ...JSON.parse(line) })

const createShelves = (db: DatabaseSync, gather: Gather): Pick<Records, 'putRulebook' | 'rulebook'> => {
  const insert = db.prepare('INSERT INTO rulebook VALUES (?, ?) ON CONFLICT DO NOTHING')
  const select = db.prepare('SELECT sources FROM rulebook WHERE hash = ?')
  const find = (hash: string): string | null => (select.get(hash)?.sources as string | undefined) ?? null
  return {
    putRulebook: async (hash, sources) => {
      if (find(hash) === null) await gather.write(() => insert.run(hash, sources))
    },
    rulebook: async (hash) => find(hash),
  }
}

const createRefused = (
  db: DatabaseSync,
  gather: Gather,
): Pick<Records, 'reject' | 'rejected' | 'park' | 'parkedEvents'> => {
  const reject = db.prepare('INSERT INTO rejected VALUES (?, ?) ON CONFLICT DO NOTHING')
  const rejected = db.prepare('SELECT reason, count(*) AS n FROM rejected GROUP BY reason ORDER BY reason')
  const park = db.prepare(`
    INSERT INTO parked_event VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET entry = excluded.entry, why = excluded.why`)
  const parked = db.prepare('SELECT id, at, entry, why FROM parked_event ORDER BY at, id LIMIT ?')
  return {
    reject: (refused) =>
      gather.write(() => {
        for (const { id, reason } of refused) reject.run(id, reason)
      }),
    rejected: async () => Object.fromEntries(rejected.all().map(({ reason, n }) => [reason, n as number])),
    park: (event) =>
      gather.write(() => {
        park.run(event.id, event.at, event.entry, event.why)
      }),
    parkedEvents: async (limit) =>
      (parked.all(limit) as ParkedEvent[]).map(({ id, at, entry, why }) => ({ id, at, entry, why })),
  }
}

const createEvents = (db: DatabaseSync, gather: Gather): Pick<Records, 'eventCount' | 'forgetEvents'> => {
  const count = db.prepare('SELECT events FROM head')
  const forget = db.prepare(
    `DELETE FROM event WHERE id IN (SELECT id FROM event WHERE at < ? ORDER BY at LIMIT ${FORGET_AT_ONCE})`,
  )
  const forgetLapsed = db.prepare("DELETE FROM outbox WHERE state = 'lapsed' AND due < ?")
  return {
    eventCount: async () => count.get()!.events as number,
    forgetEvents: async (at) => {
      // Nothing that is still remembered can wait for so old an item any more.
      await gather.write(() => forgetLapsed.run(at))
      let total = 0
      while (true) {
        const forgotten = await gather.write(() => Number(forget.run(at).changes))
        total += forgotten
        if (forgotten < FORGET_AT_ONCE) return total
      }
    },
  }
}

export const createRecords = (db: DatabaseSync, gather: Gather, budgets: Budgets, path: string): Records => {
  const lines = db.prepare('SELECT seq, line FROM line WHERE shopper = ? AND seq > ? ORDER BY seq LIMIT ?')
  const last = db.prepare(
    'SELECT seq, line FROM line WHERE shopper = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  )
  const open = db.prepare(
    'SELECT id, shopper, open, at, row FROM ticket WHERE open = 1 ORDER BY at, id LIMIT ?',
  )
  const closed = db.prepare(
    'SELECT id, shopper, open, at, row FROM ticket WHERE open = 0 ORDER BY at DESC, id LIMIT ?',
  )
  const enrolments = db.prepare('SELECT id, row FROM enrolment WHERE id > ? ORDER BY id LIMIT 500')
  const shoppers = db.prepare('SELECT n, document FROM shopper WHERE n > ? ORDER BY n LIMIT 100')
  const journal = createJournal(db, path)
  const moved = createMovedJournal(db)
  async function* own(after: number): AsyncGenerator<JournalEntry> {
    for await (const { hash: _, ...entry } of journal(after)) yield entry
  }

  return {
    lines: async (shopper, after, limit) => (lines.all(shopper, after, limit) as LineRow[]).map(lineOf),
    lastLines: async (shopper, before, limit) =>
      (last.all(shopper, before, limit) as LineRow[]).map(lineOf).reverse(),
    tickets: async (isOpen, limit) =>
      ((isOpen ? open : closed).all(limit) as TicketColumns[]).map(({ id, shopper, at, row }) => ({
        id,
        shopper,
        open: isOpen,
        at,
        row,
      })),
    budgets: async () => budgets.all(),
    enrolments: async function* () {
      const read = (after: string) => enrolments.all(after) as { id: string; row: string }[]
      for await (const { row } of pages('', read, ({ id }) => id)) yield row
    },
    shoppers: async function* () {
      const read = (after: number) => shoppers.all(after) as { n: number; document: string }[]
      for await (const { document } of pages(0, read, ({ n }) => n)) yield document
    },
    journal: (after) => (after === 0 && moved.isThere() ? moved.with(own(0)) : own(after)),
    ...createEvents(db, gather),
    ...createShelves(db, gather),
    ...createRefused(db, gather),
  }
}

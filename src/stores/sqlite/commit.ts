// One turn's write: checks first, then everything or nothing. Does not know what the documents hold.
import type { DatabaseSync } from 'node:sqlite'
import type { Commit, CommitResult } from '../../ports/store.ts'
import type { Budgets } from './budgets.ts'
import type { DueIndex } from './due.ts'
import type { JournalWriter } from './journal-writer.ts'
import type { Lanes } from './lanes.ts'
import type { PoolWriter } from './pools.ts'
import type { SeenEvents } from './seen-events.ts'

export type CommitParts = {
  readonly journal: JournalWriter
  readonly seen: SeenEvents
  readonly budgets: Budgets
  readonly due: DueIndex
  readonly lanes: Lanes
  readonly pools: PoolWriter
}

type Current = { readonly version: number; readonly line: number; readonly commit_id: string }

export const createCommit = (db: DatabaseSync, parts: CommitParts): ((commit: Commit) => CommitResult) => {
  const { journal, seen, budgets, due, lanes, pools } = parts
  const current = db.prepare('SELECT version, line, commit_id FROM shopper WHERE id = ?')
  const create = db.prepare(
    'INSERT INTO shopper (version, line, commit_id, key, document, id) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const update = db.prepare(
    'UPDATE shopper SET version = ?, line = ?, commit_id = ?, key = ?, document = ? WHERE id = ?',
  )
  const endVisit = db.prepare('DELETE FROM visit WHERE shopper = ?')
  const putLine = db.prepare('INSERT INTO line VALUES (?, ?, ?)')
  const putTicket = db.prepare(`
    INSERT INTO ticket VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET shopper = excluded.shopper, open = excluded.open, at = excluded.at, row = excluded.row`)
  const putEnrolment = db.prepare(
    'INSERT INTO enrolment VALUES (?, ?) ON CONFLICT DO UPDATE SET row = excluded.row',
  )

  /** What stands against it, or what it answered when it was done before; null: write. */
  const standing = (commit: Commit, now: Current | undefined): CommitResult | null => {
    // Done before, its answer lost. (A wake-up's that others followed is stale: decided again, it does nothing.)
    if (now?.commit_id === commit.id) return { kind: 'done', version: now.version, line: now.line }
    const known = commit.event && seen.find(commit.event)
    if (known?.kind === 'changed') return known
    if (known?.by.commit === commit.id)
      return { kind: 'done', version: known.by.version, line: known.by.line }
    if (known) return { kind: 'repeat', reply: known.reply }
    if ((now?.version ?? 0) !== commit.expects) return { kind: 'stale' }
    if (commit.drawn && !pools.areHeld(commit.shopper, commit.drawn)) return { kind: 'stale' }
    const spent = budgets.withoutRoom(commit.budget)
    return spent.length > 0 ? { kind: 'refused', budgets: spent } : null
  }

  return (commit) => {
    const now = current.get(commit.shopper) as Current | undefined
    const against = standing(commit, now)
    if (against) return against

    const version = commit.expects + 1
    const line = (now?.line ?? 0) + commit.lines.length
    const write = now ? update : create
    write.run(version, line, commit.id, commit.key, commit.document, commit.shopper)
    if (!now) endVisit.run(commit.shopper)
    if (commit.event) seen.put(commit.shopper, commit.event, { commit: commit.id, version, line })
    due.put(commit.shopper, commit.due)
    for (const drop of commit.drops ?? []) lanes.drop(commit.shopper, drop)
    if (commit.outbox.length > 0) lanes.put(commit.outbox, commit.at)
    commit.lines.forEach((said, n) => {
      putLine.run(commit.shopper, line - commit.lines.length + n + 1, JSON.stringify(said))
    })
    for (const { id, shopper, open, at, row } of commit.tickets)
      putTicket.run(id, shopper, open ? 1 : 0, at, row)
    for (const { id, row } of commit.enrolments) putEnrolment.run(id, row)
    budgets.move(commit.budget)
    if (commit.drawn) pools.use(commit.drawn)
    journal({ shopper: commit.shopper, version, at: commit.at, entry: commit.journal })
    return { kind: 'done', version, line }
  }
}

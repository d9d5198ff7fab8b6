// Events that were here before, by id. Knows neither commits nor visits, which ask it first.
import type { DatabaseSync } from 'node:sqlite'
import type { SeenEvent } from '../../ports/store.ts'
import type { HeadKeeper } from './head.ts'

type Row = {
  readonly digest: string
  readonly reply: string
  readonly commit_id: string | null
  readonly version: number
  readonly line: number
}

/** What its commit answered; nulls and zeros for a visit. */
export type SeenBy = { readonly commit: string | null; readonly version: number; readonly line: number }

export type Seen =
  | { readonly kind: 'repeat'; readonly reply: string; readonly by: SeenBy }
  | { readonly kind: 'changed' }

/** Whose it is, where the commit's id says so: `<shopper>.<version>.<event>`. */
export const shopperIn = (event: string, commit: string | null, version: number): string | null => {
  const end = `.${version}.${event}`
  return commit?.endsWith(end) ? commit.slice(0, -end.length) : null
}

export type SeenEvents = {
  readonly byId: (id: string) => Pick<SeenEvent, 'digest' | 'reply'> | null
  /** null: it is new. */
  readonly find: (event: SeenEvent) => Seen | null
  readonly put: (shopper: string, event: SeenEvent, by: SeenBy) => void
}

export const createSeenEvents = (db: DatabaseSync, head: HeadKeeper): SeenEvents => {
  const select = db.prepare('SELECT digest, reply, commit_id, version, line FROM event WHERE id = ?')
  const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const byId = (id: string) => select.get(id) as Row | undefined
  return {
    byId: (id) => {
      const row = byId(id)
      return row ? { digest: row.digest, reply: row.reply } : null
    },
    find: (event) => {
      const row = byId(event.id)
      if (!row) return null
      if (row.digest !== event.digest) return { kind: 'changed' }
      return {
        kind: 'repeat',
        reply: row.reply,
        by: { commit: row.commit_id, version: row.version, line: row.line },
      }
    },
    put: (shopper, event, by) => {
      const { commit, version, line } = by
      const whose = shopperIn(event.id, commit, version) === shopper ? null : shopper
      insert.run(event.id, event.at, event.digest, event.reply, commit, version, line, whose)
      head.set({ ...head.get(), events: head.get().events + 1 })
    },
  }
}

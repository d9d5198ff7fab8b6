// The journal's last number and hash, and the count of events: read once and written once a transaction.
import type { DatabaseSync } from 'node:sqlite'

export type Head = { readonly seq: number; readonly hash: string; readonly events: number }

export type HeadKeeper = {
  /** Reads it; first thing in a transaction. */
  readonly read: () => void
  /** Writes it where it changed; last thing in a transaction. */
  readonly write: () => void
  readonly get: () => Head
  readonly set: (head: Head) => void
}

export const createHead = (db: DatabaseSync): HeadKeeper => {
  const select = db.prepare('SELECT seq, hash, events FROM head')
  const update = db.prepare('UPDATE head SET seq = ?, hash = ?, events = ?')
  let stored: Head = { seq: 0, hash: '', events: 0 }
  let head = stored
  return {
    read: () => {
      stored = select.get() as Head
      head = stored
    },
    write: () => {
      if (head !== stored) update.run(head.seq, head.hash, head.events)
    },
    get: () => head,
    set: (next) => {
      head = next
    },
  }
}

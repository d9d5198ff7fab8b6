// The order within a lane: its items by place, one of them the head, the only one that may leave. A head that was
// tried keeps its turn until it is settled; one that is not due yet lets an earlier one go first.
import type { DatabaseSync } from 'node:sqlite'
import type { OutboxItem } from '../../ports/outbox.ts'
import type { Drop } from '../../ports/store.ts'

export type Lanes = {
  /** Within a commit made at `at`: puts items into their lanes. */
  readonly put: (items: readonly OutboxItem[], at: number) => void
  /** Within a commit: what waits for this shopper on our initiative, or was given up, is lapsed. */
  readonly drop: (shopper: string, drop: Drop) => void
  /** Ends an item that waits. What waits for it goes on where it was sent, and lapses where it was not. */
  readonly end: (id: string, how: 'sent' | 'parked' | 'lapsed', why: string | null) => void
}

type Place = { readonly seq: number; readonly place: number; readonly attempts: number }
type Mailing = { readonly id: string; readonly lane: string; readonly state: string; readonly seq: number }
type Ended = { readonly seq: number; readonly lane: string; readonly head: number }

/** The rank of a mailing that goes as fast as an answer: it is one still, for whoever drops mailings. */
export const HURRIED = -1

export const createLanes = (db: DatabaseSync): Lanes => {
  const insert = db.prepare(`
    INSERT INTO outbox (id, lane, kind, shopper, rank, due, place, lapses, waits_for, state, head, ready,
      attempts, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, 0, ?)`)
  const headOf = db.prepare('SELECT seq, place, attempts FROM outbox WHERE lane = ? AND head = 1')
  const nextOf = db.prepare(
    "SELECT seq FROM outbox WHERE lane = ? AND state = 'waiting' ORDER BY place, seq LIMIT 1",
  )
  const setHead = db.prepare('UPDATE outbox SET head = ? WHERE seq = ?')
  const stateOf = db.prepare('SELECT state FROM outbox WHERE id = ?')
  const find = db.prepare("SELECT seq, lane, head FROM outbox WHERE id = ? AND state = 'waiting'")
  const remove = db.prepare('DELETE FROM outbox WHERE seq = ?')
  const keep = db.prepare(
    'UPDATE outbox SET state = ?, why = ?, head = 0, holder = NULL, waits_for = NULL, payload = ? WHERE seq = ?',
  )
  const payloadOf = db.prepare('SELECT payload FROM outbox WHERE seq = ?')
  const hurry = db.prepare(
    `UPDATE outbox SET rank = ${HURRIED} WHERE lane = ? AND state = 'waiting' AND rank > 0 AND place <= ?`,
  )
  const waiting = db.prepare('SELECT id FROM outbox WHERE waits_for = ?')
  const release = db.prepare('UPDATE outbox SET waits_for = NULL WHERE waits_for = ?')

  const mailings = db.prepare(
    "SELECT id, lane, state, seq FROM outbox WHERE shopper = ? AND kind = 'message' AND rank <> 0 AND state <> 'lapsed'",
  )

  const takesTheHead = (place: number, head: Place | undefined): boolean => {
    if (!head) return true
    if (head.attempts > 0 || head.place <= place) return false
    setHead.run(0, head.seq)
    return true
  }

  const end: Lanes['end'] = (id, how, why) => {
    const item = find.get(id) as Ended | undefined
    if (!item) return
    if (how === 'sent') remove.run(item.seq)
    // Of a lapsed one only the fact is kept, for what may come to wait for it.
    else keep.run(how, why, how === 'lapsed' ? '' : (payloadOf.get(item.seq)!.payload as string), item.seq)
    if (item.head === 1) {
      const next = nextOf.get(item.lane)
      if (next) setHead.run(1, next.seq as number)
    }
    if (how === 'sent') release.run(id)
    else for (const other of waiting.all(id)) end(other.id as string, 'lapsed', why)
  }

  const put: Lanes['put'] = (items, at) => {
    const together = new Set(items.map((item) => item.id))
    const cannotLeave: string[] = []
    for (const item of items) {
      let after = item.after
      if (after !== null && !together.has(after)) {
        const state = stateOf.get(after)?.state
        if (state === 'parked' || state === 'lapsed') cannotLeave.push(item.id)
        // Not here any more: it was sent.
        if (state !== 'waiting') after = null
      }
      const place = Math.max(item.due, at)
      const first = headOf.get(item.lane) as Place | undefined
      const head = takesTheHead(place, first) ? 1 : 0
      // What stands before an answer in its lane goes as soon as the answer would: else it waits for others' mailings.
      if (item.rank === 0 && first) hurry.run(item.lane, place)
      const { id, lane, kind, shopper, rank, due, lapses, payload } = item
      insert.run(id, lane, kind, shopper, rank, due, place, lapses, after, head, due, payload)
    }
    for (const id of cannotLeave) end(id, 'lapsed', 'what it waited for was not sent')
  }

  const drop: Lanes['drop'] = (shopper, { channel, why }) => {
    for (const { id, lane, state, seq } of mailings.all(shopper) as Mailing[]) {
      if (channel !== undefined && !lane.startsWith(`${channel}:`)) continue
      if (state === 'waiting') end(id, 'lapsed', why)
      else keep.run('lapsed', why, '', seq)
    }
  }

  return { put, end, drop }
}

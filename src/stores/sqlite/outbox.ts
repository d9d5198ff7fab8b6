// What leaves: leases of lanes' heads, and how they were settled. Does not know what an item holds.
import type { DatabaseSync } from 'node:sqlite'
import type { Full, ItemState, LeasedItem, Outbox, OutboxItem, Takes } from '../../ports/outbox.ts'
import type { Gather } from './gather.ts'
import { HURRIED, type Lanes } from './lanes.ts'

type Row = Omit<LeasedItem, 'why' | 'hurried' | 'rank'> & {
  readonly rank: OutboxItem['rank'] | typeof HURRIED
  readonly seq: number
  readonly waits_for: string | null
  readonly why: string | null
}

/** Without what it holds: most heads are only looked at. */
const OUTSIDE = 'seq, id, lane, kind, shopper, rank, due, lapses, waits_for, attempts, why'
const COLUMNS = `${OUTSIDE}, payload`

/** Heads of each rank that are looked past for others that can leave. */
const LOOKED_PAST = 512

type Head = Omit<Row, 'payload'>
type Placed = Head & { readonly place: number }

const isBefore = (one: Placed, other: Placed): boolean =>
  one.place < other.place || (one.place === other.place && one.seq < other.seq)

const itemOf = ({ payload, ...head }: Row, attempts: number): LeasedItem => ({
  ...headOf(head, attempts),
  payload,
})

const headOf = (row: Head, attempts: number): Omit<LeasedItem, 'payload'> => {
  const { id, lane, kind, shopper, rank, due, lapses, waits_for, why } = row
  const hurried = rank === HURRIED
  const item = { id, lane, kind, shopper, due, lapses, after: waits_for, attempts }
  return {
    ...{ ...item, rank: rank === HURRIED ? 0 : rank },
    ...(hurried && { hurried }),
    ...(why !== null && { why }),
  }
}

export const createOutbox = (db: DatabaseSync, gather: Gather, lanes: Lanes): Outbox => {
  const earliest = db.prepare('SELECT min(ready) AS ready FROM outbox WHERE head = 1 AND waits_for IS NULL')
  // One rank each: of two together SQLite would sort all that wait before it gives the first. Ways without room are passed
  // over here, which costs a tenth of looking at each.
  const headsOf = (rank: number) =>
    db.prepare(`
      SELECT * FROM (
        SELECT ${OUTSIDE}, place FROM outbox
        WHERE head = 1 AND waits_for IS NULL AND rank = ${rank} AND ready <= ? ORDER BY place, seq LIMIT ?)
      WHERE substr(lane, 1, instr(lane, ':') - 1) NOT IN (SELECT value FROM json_each(?))
      ORDER BY place, seq`)
  const hurried = headsOf(HURRIED)
  const answers = headsOf(0)
  const mailings = headsOf(1)
  // Asked anew, since another process may have been there meanwhile.
  const lease = db.prepare(`
    UPDATE outbox SET ready = ?, holder = ?, attempts = attempts + 1, why = NULL
    WHERE seq = ? AND head = 1 AND waits_for IS NULL AND ready <= ? RETURNING payload, attempts`)
  const isHeld = db.prepare("SELECT 1 FROM outbox WHERE id = ? AND holder = ? AND state = 'waiting'")
  const retry = db.prepare(
    'UPDATE outbox SET ready = ?, why = ?, holder = NULL, attempts = attempts - ? WHERE id = ?',
  )
  const parked = db.prepare(`SELECT ${COLUMNS} FROM outbox WHERE state = 'parked' ORDER BY seq LIMIT ?`)

  const hasten = db.prepare("UPDATE outbox SET ready = ? WHERE state = 'waiting' AND ready > ?")

  const state = db.prepare('SELECT state, why FROM outbox WHERE id = ?')

  const count = db.prepare(
    "SELECT count(*) AS waiting, min(place) AS oldest FROM outbox WHERE state = 'waiting'",
  )
  const countParked = db.prepare("SELECT count(*) AS parked FROM outbox WHERE state = 'parked'")

  const next = (): number | null => (earliest.get()?.ready as number | null) ?? null

  /** Answers, and the mailings that go as fast, in their order. */
  function* fast(now: number, most: number, ways: string): Generator<Placed> {
    const among = hurried.all(now, most, ways) as Placed[]
    for (const row of answers.iterate(now, most, ways) as Iterable<Placed>) {
      while (among[0] && isBefore(among[0], row)) yield among.shift()!
      yield row
    }
    yield* among
  }
  const slow = (now: number, most: number, ways: string) =>
    mailings.iterate(now, most, ways) as Iterable<Placed>

  const headsAt = (now: number, limit: number, takes: Takes, full: Full): Head[] => {
    const taken = new Map<number, Head>()
    for (const [rank, heads] of [fast, slow].entries()) {
      /** Looks at what has room as far as is known; false: a way has filled up, and there is more to be passed over. */
      const look = (ways: readonly string[]): boolean => {
        for (const row of heads(now, limit + LOOKED_PAST, JSON.stringify(ways))) {
          if (taken.size >= limit) return true
          if (taken.has(row.seq)) continue
          if (takes(headOf(row, row.attempts))) taken.set(row.seq, row)
          else if (full(rank).length > ways.length) return false
        }
        return true
      }
      while (!look(full(rank)));
      if (taken.size >= limit) break
    }
    return [...taken.values()]
  }

  return {
    lease: async (now, limit, holder, until, takes = () => true, full = () => []) => {
      const first = next()
      if (first === null || first > now) return []
      const heads = headsAt(now, limit, takes, full)
      // Those that are on their way already may be all there is.
      if (heads.length === 0) return []
      const hold = (rows: readonly Head[]) =>
        rows.flatMap((row) => {
          const held = lease.get(until, holder, row.seq, now) as
            | { payload: string; attempts: number }
            | undefined
          return held ? itemOf({ ...row, payload: held.payload }, held.attempts) : []
        })
      return gather.write(() => {
        const held = hold(heads)
        // Another one took them all: then others are the first.
        return held.length > 0 ? held : hold(headsAt(now, limit, takes, full))
      })
    },
    settle: (id, holder, settlement) =>
      gather.write(() => {
        if (!isHeld.get(id, holder)) return false
        if (settlement.kind === 'retry')
          retry.run(settlement.due, settlement.why, settlement.untried ? 1 : 0, id)
        else lanes.end(id, settlement.kind, settlement.kind === 'sent' ? null : (settlement.why ?? null))
        return true
      }),
    parked: async (limit) =>
      (parked.all(limit) as Row[]).map((row) => ({ ...itemOf(row, row.attempts), why: row.why ?? '' })),
    states: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const found = state.get(id) as ItemState | undefined
          return found ? [[id, { state: found.state, why: found.why }] as const] : []
        }),
      ),
    figures: async () => {
      const { waiting, oldest } = count.get() as { waiting: number; oldest: number | null }
      return { waiting, oldest, parked: countParked.get()!.parked as number }
    },
    hasten: (now, until) => gather.write(() => Number(hasten.run(now, until).changes)),
    next: async () => next(),
  }
}

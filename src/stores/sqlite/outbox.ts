// What leaves: leases of lanes' heads, and how they were settled. Does not know what an item holds.
import type { DatabaseSync } from 'node:sqlite'
import type { ItemState, LeasedItem, Outbox, OutboxItem, Takes } from '../../ports/outbox.ts'
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
  const headsOf = (ranks: string) =>
    db.prepare(`
      SELECT ${OUTSIDE} FROM outbox
      WHERE head = 1 AND waits_for IS NULL AND rank IN (${ranks}) AND ready <= ? ORDER BY place, seq LIMIT ?`)
  const answers = headsOf(`0, ${HURRIED}`)
  const mailings = headsOf('1')
  const lease = db.prepare(
    'UPDATE outbox SET ready = ?, holder = ?, attempts = attempts + 1, why = NULL WHERE seq = ? RETURNING payload',
  )
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

  const headsAt = (now: number, limit: number, takes: Takes): Head[] => {
    const taken: Head[] = []
    for (const heads of [answers, mailings])
      for (const row of heads.iterate(now, limit + LOOKED_PAST) as Iterable<Head>) {
        if (taken.length === limit) return taken
        if (takes(headOf(row, row.attempts))) taken.push(row)
      }
    return taken
  }

  return {
    lease: async (now, limit, holder, until, takes = () => true) => {
      const first = next()
      if (first === null || first > now) return []
      // Those that are on their way already may be all there is.
      if (headsAt(now, limit, takes).length === 0) return []
      return gather.write(() =>
        headsAt(now, limit, takes).map((row) => {
          const { payload } = lease.get(until, holder, row.seq) as { payload: string }
          return itemOf({ ...row, payload }, row.attempts + 1)
        }),
      )
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

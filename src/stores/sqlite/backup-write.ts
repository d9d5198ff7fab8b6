// Records put into the data file, within a gathered write. What is there already under the same name is written again,
// so that a part may come twice.
import type { DatabaseSync } from 'node:sqlite'
import type { BackupRecord } from '../../ports/backup.ts'
import type { HeadKeeper } from './head.ts'
import { HURRIED } from './lanes.ts'
import { shopperIn } from './seen-events.ts'

type Of<Kind extends BackupRecord['kind']> = Extract<BackupRecord, { kind: Kind }>
type Value = string | number | null
type Puts = { readonly [Kind in BackupRecord['kind']]?: (record: Of<Kind>) => void }

/** What has no end is beyond all times. */
const NEVER = Number.MAX_SAFE_INTEGER

export const createRecordWriter = (db: DatabaseSync, head: HeadKeeper): ((record: BackupRecord) => void) => {
  const put = (table: string, names: string, by: string) => {
    const columns = names.split(' ')
    const keys = by.split(' ')
    const rest = columns.filter((name) => !keys.includes(name)).map((name) => `${name} = excluded.${name}`)
    const statement = db.prepare(`
      INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
      ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${rest.join(', ')}`)
    return (...values: readonly Value[]) => void statement.run(...values)
  }
  const one = (sql: string) => {
    const statement = db.prepare(sql)
    return (...values: readonly Value[]) => statement.get(...values)
  }

  const claim = put('claim', 'key owner', 'key')
  const shopper = put('shopper', 'id version line commit_id document key', 'id')
  const due = put('due', 'shopper due leased_until holder', 'shopper')
  const noDue = db.prepare('DELETE FROM due WHERE shopper = ?')
  const visit = put('visit', 'shopper views first last expires', 'shopper')
  const event = put('event', 'id at digest reply commit_id version line shopper', 'id')
  const line = put('line', 'shopper seq line', 'shopper seq')
  const ticket = put('ticket', 'id shopper open at row', 'id')
  const enrolment = put('enrolment', 'id row', 'id')
  const budget = put('budget', 'budget reserved spent', 'budget')
  const rulebook = put('rulebook', 'hash sources', 'hash')
  const rejected = put('rejected', 'id reason', 'id')
  const parked = put('parked_event', 'id at entry why', 'id')
  const item = put('item', 'id item', 'id')
  const note = put('note', 'name version value', 'name')
  const erasure = put('erasure', 'alias at done key shoppers', 'alias')
  const journal = put('journal', 'seq shopper version at entry hash', 'seq')
  const moved = put('moved_journal', 'chain seq shopper version at entry hash', 'chain seq')
  const last = one('SELECT coalesce(max(last_seq), 0) AS seq FROM archive')

  const outbox = put(
    'outbox',
    'id lane kind shopper rank due place lapses waits_for state head ready attempts holder why payload',
    'id',
  )
  const behead = db.prepare('UPDATE outbox SET head = 0 WHERE lane = ? AND head = 1')
  // One that was tried keeps its turn.
  const crown = db.prepare(`UPDATE outbox SET head = 1 WHERE seq = (
    SELECT seq FROM outbox WHERE lane = ? AND state = 'waiting' ORDER BY attempts > 0 DESC, place, seq LIMIT 1)`)

  const place = one('SELECT n FROM pool_code WHERE hmac = ?')
  const lastPlace = one('SELECT coalesce(max(n), 0) AS n FROM pool_code WHERE pool = ?')
  const pooled = put('pool_code', 'hmac pool n sealed ends id holder held_until', 'hmac')

  const puts: Puts = {
    head: ({ events }) => head.set({ ...head.get(), events: Math.max(events, head.get().events) }),
    claim: ({ key, owner }) => claim(key, owner),
    shopper: (of) => {
      shopper(of.id, of.version, of.line, of.commit, of.document, of.key)
      if (of.due === null) noDue.run(of.id)
      else due(of.id, of.due, 0, null)
    },
    visit: (of) => visit(of.shopper, of.views, of.first, of.last, of.expires),
    event: ({ id, at, digest, reply, commit, version, line, shopper = null }) => {
      const whose = shopperIn(id, commit, version) === shopper ? null : shopper
      event(id, at, digest, reply, commit, version, line, whose)
    },
    line: ({ shopper, seq, line: text }) => line(shopper, seq, text),
    ticket: ({ id, shopper, open, at, row }) => ticket(id, shopper, open ? 1 : 0, at, row),
    enrolment: ({ id, row }) => enrolment(id, row),
    budget: (of) => budget(of.budget, of.reserved, of.spent),
    outbox: ({ item: of, state, place, ready, attempts, hurried, why }) => {
      const { id, lane, kind, shopper, due, lapses, after, payload } = of
      const rank = hurried ? HURRIED : of.rank
      behead.run(lane)
      outbox(
        ...([id, lane, kind, shopper, rank, due, place, lapses, after, state] as const),
        ...([0, ready, attempts, null, why, payload] as const),
      )
      crown.run(lane)
    },
    journal: ({ chain, seq, shopper, version, at, entry, hash }) => {
      if (chain !== '') return moved(chain, seq, shopper, version, at, entry, hash)
      // Part of a file by now: written already.
      if (seq <= Number(last()?.seq)) return
      journal(seq, shopper, version, at, entry, hash)
      if (seq > head.get().seq) head.set({ ...head.get(), seq, hash })
    },
    rulebook: ({ hash, sources }) => rulebook(hash, sources),
    rejected: ({ id, reason }) => rejected(id, reason),
    parked_event: ({ id, at, entry, why }) => parked(id, at, entry, why),
    item: ({ item: of }) => item(of.item, JSON.stringify(of)),
    note: ({ name, version, value }) => note(name, version, value),
    pool_code: ({ pool, hmac, sealed, ends, id, holder, held_until }) => {
      const n = Number(place(hmac)?.n ?? Number(lastPlace(pool)?.n) + 1)
      pooled(hmac, pool, n, sealed, ends ?? NEVER, id, holder, held_until)
    },
    erasure: ({ alias, at, done, key, shoppers }) => erasure(alias, at, done, key, JSON.stringify(shoppers)),
  }
  return (record) => (puts[record.kind] as ((record: BackupRecord) => void) | undefined)?.(record)
}

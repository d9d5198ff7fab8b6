// From staged lines, in the order of time, to what happened. Owns ids and occurrences; knows no file and no engine.
import type { Group, History, LineData } from '../../histories/history.ts'
import { openPurchases } from './purchases.ts'
import { digest, lineId, type Staging } from './staging.ts'

/** Called now and then; may throw to end it. */
export type OnLines = () => Promise<void>

const NOW_AND_THEN = 5000

/** Lines that could not be read get their ids; answers how many were there before, word for word. */
export const refuseBroken = (history: History, { db }: Staging): number => {
  const add = db.prepare('INSERT INTO refused VALUES (?, ?)')
  let twice = 0
  let last = ''
  let occurrence = 0
  for (const row of db.prepare('SELECT hash, reason FROM broken ORDER BY hash').iterate()) {
    const name = String(row.hash)
    occurrence = name === last ? occurrence + 1 : 1
    last = name
    if (occurrence > 1 && history.twice === 'same') twice++
    else add.run(lineId(history, name, occurrence), String(row.reason))
  }
  return twice
}

type Open = Omit<Group, 'lines'> & { readonly lines: { id: string; data: LineData }[] }

/** Equal lines stand beside each other in this order, so that counting them needs no memory. */
const SORTED = 'SELECT at, rank, shopper, grp, hash, data FROM line ORDER BY at, rank, shopper, grp, hash'

export const groupLines = async (history: History, staging: Staging, onLines: OnLines): Promise<number> => {
  const emit = emitter(history, staging)
  let open: Open | null = null
  let twice = 0
  let lines = 0
  let last = ''
  let occurrence = 0
  for (const row of staging.db.prepare(SORTED).iterate()) {
    if (++lines % NOW_AND_THEN === 0) await onLines()
    const name = String(row.hash)
    occurrence = name === last ? occurrence + 1 : 1
    last = name
    if (occurrence > 1 && history.twice === 'same') {
      twice++
      continue
    }
    const [at, rank] = [Number(row.at), row.rank === 1 ? 1 : 0] as const
    const [shopper, grp] = [String(row.shopper), String(row.grp)]
    if (!open || open.at !== at || open.rank !== rank || open.shopper !== shopper || open.group !== grp) {
      if (open) emit(open)
      open = { at, rank, shopper, group: grp, lines: [] }
    }
    open.lines.push({ id: lineId(history, name, occurrence), data: JSON.parse(String(row.data)) })
  }
  if (open) emit(open)
  return twice
}

const emitter = (history: History, staging: Staging): ((group: Group) => void) => {
  const tools = { digest, ...openPurchases(staging) }
  const addEvent = staging.db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?)')
  const addRefused = staging.db.prepare('INSERT INTO refused VALUES (?, ?)')
  return (group) => {
    for (const event of history.events(group, tools))
      if (event.kind === 'unmatched') addRefused.run(event.line, event.reason)
      else addEvent.run(event.at, event.id, event.shopper, JSON.stringify(event.what), event.lines)
  }
}

// How a history's shoppers stood at the end of each month: segments, scores, who came back. Counted when virtual time
// gets there and kept as a note, so that a run that goes on, or runs again, says the same. Months are those of UTC.
import { readDocument } from '../../core/document.ts'
import { factsOf, segmentsOf } from '../../core/facts/facts.ts'
import { type RfmBounds, rfmOf } from '../../core/facts/rfm.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import type { KnownOrder } from '../../core/shopper.ts'
import { DAY } from '../../core/time/local-time.ts'
import type { Store } from '../../ports/store.ts'
import { RFM, type RfmNote } from '../../runtime/around.ts'

export type Month = {
  /** `2011-03`. */
  readonly month: string
  /** Up to when it was counted, ms since 1970; the last month of a history ends with its last event. */
  readonly until: number
  readonly shoppers: number
  /** Those with an order that still stands. */
  readonly ordering: number
  /** Recency, frequency and money as `543` -> how many shoppers. */
  readonly rfm: Readonly<Record<string, number>>
  /** The segment's name -> how many are in it. */
  readonly segments: Readonly<Record<string, number>>
  /** Shoppers who ordered in this month after 90 days or more without an order. */
  readonly returned_after_90d: number
}

const NOTE = 'replay_months'
const AWAY = 90 * DAY

export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

const startOf = (month: string): number => Date.parse(`${month}-01T00:00:00Z`)

/** The ends of the months that lie after `from` and not after `to`. */
export const monthEnds = (from: number, to: number): readonly number[] => {
  const ends: number[] = []
  const date = new Date(startOf(monthOf(from)))
  for (;;) {
    date.setUTCMonth(date.getUTCMonth() + 1)
    if (date.getTime() > to) return ends
    ends.push(date.getTime())
  }
}

export const readMonths = async (notes: Store['notes']): Promise<readonly Month[]> => {
  const note = await notes.get(NOTE)
  return note ? (JSON.parse(note.value) as readonly Month[]) : []
}

/** Did one of the orders since `start` come so long after the one before it? */
const hasReturned = (recent: readonly KnownOrder[], start: number): boolean => {
  const standing = recent.filter((order) => !order.cancelled)
  return standing.some((order, n) => {
    const before = standing[n - 1]
    return before !== undefined && order.at >= start && order.at - before.at >= AWAY
  })
}

const add = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1
}

const boundsIn = async (notes: Store['notes']): Promise<RfmBounds | undefined> => {
  const note = await notes.get(RFM)
  return (note && (JSON.parse(note.value) as RfmNote).bounds) ?? undefined
}

const count = async (store: Store, rulebook: Rulebook, month: string, until: number): Promise<Month> => {
  const bounds = await boundsIn(store.notes)
  const [rfm, segments]: Record<string, number>[] = [{}, {}]
  let [shoppers, ordering, returned] = [0, 0, 0]
  for await (const document of store.records.shoppers()) {
    const shopper = readDocument(document)
    shoppers++
    if (shopper.orders.count > 0) ordering++
    if (hasReturned(shopper.orders.recent, startOf(month))) returned++
    const scores = rfmOf(shopper.orders, bounds)
    if (scores) add(rfm!, `${scores.recency}${scores.frequency}${scores.money}`)
    const facts = factsOf(rulebook, shopper, until, null, {}, bounds ? { rfm: bounds } : null)
    for (const name of segmentsOf(rulebook, facts)) add(segments!, name)
  }
  const sorted = (counts: Record<string, number>) =>
    Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return {
    ...{ month, until, shoppers, ordering, returned_after_90d: returned },
    rfm: sorted(rfm!),
    segments: sorted(segments!),
  }
}

/**
 * Counts the month that ends at `until`, unless a run before this one has: its shoppers stood as they stood then.
 * `whole`: the month is over. `measure`: sets the bounds of the scores anew.
 */
export const noteMonth = async (
  store: Store,
  rulebook: Rulebook,
  until: number,
  whole: boolean,
  measure: () => Promise<unknown>,
): Promise<void> => {
  const month = monthOf(whole ? until - 1 : until)
  const note = await store.notes.get(NOTE)
  const known = note ? (JSON.parse(note.value) as readonly Month[]) : []
  if (known.some((one) => one.month === month && one.until >= until)) return
  await measure()
  const counted = await count(store, rulebook, month, until)
  const months = [...known.filter((one) => one.month !== month), counted]
  await store.notes.put(NOTE, note?.version ?? 0, JSON.stringify(months))
}

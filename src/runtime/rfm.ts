// Measures how the shop's shoppers stand to each other: one scan of their documents, the bounds kept as a note.
import { readDocument } from '../core/document.ts'
import { type Ordered, rfmBounds } from '../core/facts/rfm.ts'
import type { Store } from '../ports/store.ts'
import { RFM, type RfmNote } from './around.ts'
import { addReached, keepReached, type ReachedSums } from './reached-note.ts'

type Parts = Pick<Store, 'records' | 'notes'>

/** Of the document only three numbers are kept, so that a large shop fits. */
const ordered = async (records: Parts['records'], reached: ReachedSums): Promise<readonly Ordered[]> => {
  const all: Ordered[] = []
  for await (const document of records.shoppers()) {
    const { orders, reaching } = readDocument(document)
    addReached(reached, reaching)
    // A shopper that was folded into another is a pointer without orders.
    if (orders && orders.count > 0) all.push({ last: orders.last, count: orders.count, sum: orders.sum })
  }
  return all
}

/** `at`: ms since 1970. Answers how many have ordered. */
export const measureRfm = async ({ records, notes }: Parts, at: number): Promise<number> => {
  const reached: ReachedSums = {}
  const all = await ordered(records, reached)
  await keepReached(notes, reached)
  const note: RfmNote = { at, bounds: rfmBounds(all) }
  const before = await notes.get(RFM)
  // Where somebody else has just measured, theirs is as good.
  await notes.put(RFM, before?.version ?? 0, JSON.stringify(note))
  return all.length
}

/** When it was measured last, ms since 1970; null: never. */
export const rfmMeasured = async ({ notes }: Pick<Parts, 'notes'>): Promise<number | null> => {
  const note = await notes.get(RFM)
  return note ? (JSON.parse(note.value) as RfmNote).at : null
}

// What became of the whole shop's messages by channel: summed in the scan that measures shoppers, kept as a note.
import type { Reaching } from '../core/reaching/reached.ts'
import type { Store } from '../ports/store.ts'
import { REACHED } from './around.ts'

export type ReachedSums = Record<string, { sent: number; won: number }>

/** Fewer say nothing of a channel. */
const LEAST_SENT = 20

export const addReached = (sums: ReachedSums, reaching: Reaching | undefined): void => {
  for (const [channel, { sent, won }] of Object.entries(reaching?.by ?? {})) {
    const sum = sums[channel] ?? { sent: 0, won: 0 }
    sums[channel] = { sent: sum.sent + sent, won: sum.won + won }
  }
}

/** One channel alone leaves nothing to choose: then nothing is kept. */
export const keepReached = async (notes: Store['notes'], sums: ReachedSums): Promise<void> => {
  const known = Object.entries(sums)
    .filter(([, { sent }]) => sent >= LEAST_SENT)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  if (known.length < 2) return
  const before = await notes.get(REACHED)
  const value = JSON.stringify(Object.fromEntries(known))
  if (before?.value !== value) await notes.put(REACHED, before?.version ?? 0, value)
}

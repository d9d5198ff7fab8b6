// What the journal tells, in the order in which it happened: the one thing that several checks go through.
import { type Did, didOf, type Entry, readEntry } from './entries.ts'
import type { AuditRecord } from './records.ts'

export type Told = {
  readonly chain: string
  readonly seq: number
  readonly shopper: string
  readonly at: number
  readonly entry: Entry
  /** null: the entry is of before it was told. */
  readonly did: Did | null
}

/** A give-back may be stamped this much later than an issue of another chain that already rests on it, ms. */
const BEFORE = 10_000

const isGivingBack = ({ did }: Told): boolean =>
  did !== null && did.moves.length > 0 && did.moves.every(([, reserved, spent]) => reserved + spent <= 0)

export const createTold = () => {
  const chains = new Map<string, Told[]>()
  return {
    take: (record: AuditRecord): void => {
      if (record.kind !== 'journal') return
      const entry = readEntry(record.entry)
      if (!entry) return
      const { chain, seq, shopper, at } = record
      const did = didOf(entry)
      // What says nothing of codes and money is no use here.
      const isEmpty = did && [did.issued, did.moves, did.used, did.back].every((part) => part.length === 0)
      if (isEmpty && !entry.budgets) return
      const { event, ...rest } = entry
      const slim = { ...rest, ...(event && { event: { kind: event.kind, around: event.around } }) }
      const own = chains.get(chain) ?? []
      chains.set(chain, own)
      own.push({ chain, seq, shopper, at, entry: slim, did })
    },
    /** One chain in its own order; several by their time. */
    inOrder: (): readonly Told[] => {
      if (chains.size < 2) return [...chains.values()].flat()
      const timed = [...chains.values()].flatMap((chain) => {
        let latest = 0
        // What a shopper's code gives back, or uses, never comes before its own issue.
        const soFar = new Map<string, number>()
        return chain.map((told) => {
          latest = Math.max(latest, told.at)
          const at = isGivingBack(told)
            ? Math.max(latest - BEFORE, soFar.get(told.shopper) ?? latest - BEFORE)
            : latest
          soFar.set(told.shopper, at)
          return { told, at }
        })
      })
      return timed.sort((a, b) => a.at - b.at).map(({ told }) => told)
    },
    /** Does every entry tell what it did? */
    isWhole: (): boolean => [...chains.values()].flat().every(({ did }) => did !== null),
    /** Turns that don't. */
    unchecked: (): number => [...chains.values()].flat().filter(({ did }) => did === null).length,
  }
}

export type Journal = ReturnType<typeof createTold>

// Entries of the journal that were emptied because their shopper was erased. The chain stays whole: an emptied entry
// keeps its number and its hash, and a later entry says, within the chain, how many were emptied and with which hashes.
import { createHash } from 'node:crypto'
import type { BudgetState } from '../../ports/records.ts'
import type { ChainedEntry } from './journal.ts'

/** What is left of an entry: what it moved in budgets, which is nobody's. Shorter than it was, so that a file's lines keep their length. */
export const emptyOf = (entry: string): string => {
  const { erased, moves: left, did } = (JSON.parse(entry) ?? {}) as Entry
  if (erased === 1) return entry
  const moves = did ? (did.moves ?? []) : left
  return JSON.stringify({ erased: 1, ...(moves && { moves }) })
}

type Moves = readonly (readonly [string, number, number, number?])[]
type Entry = { readonly erased?: 1; readonly moves?: Moves; readonly did?: { readonly moves?: Moves } }

/** `chain`: of another chain than the one that it stands in; `of` is the alias in the shopper's place. */
export type Emptied = {
  readonly of: string
  readonly count: number
  readonly digest: string
  readonly chain?: string
}

type Known = Pick<ChainedEntry, 'seq' | 'hash'>

export const digestOf = (entries: readonly Known[]): string => {
  const digest = createHash('sha256')
  for (const { seq, hash } of entries) digest.update(`${seq}:${hash}\n`)
  return digest.digest('hex')
}

/** The entry that says so, and what the erasure itself moved in budgets. */
export const sayEmptied = (
  of: string,
  entries: readonly Known[],
  { chain, budget }: { readonly chain?: string; readonly budget: readonly BudgetState[] },
): string => {
  const erasure: Emptied = { of, count: entries.length, digest: digestOf(entries) }
  const moves = budget.map(({ budget, reserved, spent }) => [budget, reserved, spent])
  return JSON.stringify({ erasure: { ...erasure, ...(chain !== undefined && { chain }) }, did: { moves } })
}

export const emptiedBy = (entry: string): Emptied | null =>
  entry.startsWith('{"erasure":') ? (JSON.parse(entry) as { erasure: Emptied }).erasure : null

export const isEmptied = ({ entry }: Pick<ChainedEntry, 'entry'>): boolean => entry.startsWith('{"erased":1')

/** Keeps count of emptied entries until the entry that answers for them. */
export const createCheck = (unfinished: ReadonlySet<string>) => {
  const owed = new Map<string, Known[]>()
  return {
    emptied: ({ shopper, seq, hash }: ChainedEntry): void => {
      owed.set(shopper, [...(owed.get(shopper) ?? []), { seq, hash }])
    },
    /** Does what it says fit what was seen? One that is not finished has only some of them emptied. */
    answers: ({ of, count, digest }: Emptied): boolean => {
      const seen = owed.get(of) ?? []
      owed.delete(of)
      return unfinished.has(of) || (seen.length === count && digestOf(seen) === digest)
    },
    /** The first that nothing answers for; null: none. */
    left: (): number | null => {
      const first = [...owed.values()].map(([one]) => one?.seq ?? 0)
      return first.length > 0 ? Math.min(...first) : null
    },
  }
}

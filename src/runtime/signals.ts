// What the shop says of itself now (how full the warehouse is, how sales go), each with the time after which it is
// forgotten. Kept as a note of the whole shop.
import { SIGNALS, type Signals } from '../core/around.ts'
import type { Notes } from '../ports/notes.ts'

const NOTE = 'signals'
const TRIES = 20

type Name = keyof Signals
type Kept = Readonly<Partial<Record<Name, { readonly value: number; readonly until: number }>>>

/** A name that is absent stays as it is; null forgets it at once. `until`: ms since 1970. */
export type SignalChange = Readonly<
  Partial<Record<Name, { readonly value: number; readonly until: number } | null>>
>

const live = (kept: Kept, at: number): Kept =>
  Object.fromEntries(
    SIGNALS.flatMap((name) => {
      const signal = kept[name]
      return signal && at < signal.until ? [[name, signal]] : []
    }),
  )

const parse = (value: string | undefined): Kept => (value ? (JSON.parse(value) as Kept) : {})

/** Those that are not forgotten at `at`, ms since 1970. */
export const liveSignals = async (notes: Pick<Notes, 'get'>, at: number): Promise<Signals> => {
  const kept = live(parse((await notes.get(NOTE))?.value), at)
  return Object.fromEntries(Object.entries(kept).map(([name, { value }]) => [name, value]))
}

/** Answers those that are in force afterwards. */
export const changeSignals = async (notes: Notes, change: SignalChange, at: number): Promise<Kept> => {
  for (let tries = 0; tries < TRIES; tries++) {
    const note = await notes.get(NOTE)
    const said = { ...parse(note?.value), ...change }
    const kept = live(
      Object.fromEntries(Object.entries(said).filter(([, signal]) => signal !== null)) as Kept,
      at,
    )
    if (await notes.put(NOTE, note?.version ?? 0, JSON.stringify(kept))) return kept
  }
  throw new Error('The signals of the shop are changed by too many at once')
}

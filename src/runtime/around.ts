// What the shop as a whole is like, for the stamp of an event. Read from the store's notes, at most once a second; of
// what the rules don't ask for nothing is stamped, so that the journal stays small.
import type { Around } from '../core/around.ts'
import type { RfmBounds } from '../core/facts/rfm.ts'
import type { ShopReached } from '../core/reaching/reached.ts'
import type { SteeringState } from '../core/steering/steering.ts'
import type { Store } from '../ports/store.ts'
import { liveSignals } from './signals.ts'

/** The note that holds what the shop's own doings have changed of its campaigns. */
export const CAMPAIGNS = 'campaigns'
/** The note that holds how the shoppers stand to each other. */
export const RFM = 'rfm'

/** The note that holds what became of the shop's messages, by channel. */
export const REACHED = 'reached'

const FRESH = 1000

/** `forget`: what was changed here is read again at once. */
export type ReadAround = (() => Promise<Around | null>) & { readonly forget?: () => void }

/** `at`: when it was measured, ms since 1970; `bounds` null: too few had ordered. */
export type RfmNote = { readonly at: number; readonly bounds: RfmBounds | null }

export type Asks = () => readonly string[]

/** Answers null where there is nothing to say. `clock`: ms since 1970. `asks`: the facts that the rules ask for. */
export const createAround = (notes: Store['notes'], clock: () => number, asks: Asks): ReadAround => {
  let known: { readonly at: number; readonly asks: readonly string[]; readonly around: Around | null } | null
  known = null
  const rfm = async (paths: readonly string[]): Promise<Pick<Around, 'rfm'>> => {
    const note = paths.some((path) => path.startsWith('rfm.')) ? await notes.get(RFM) : null
    const { bounds } = note ? (JSON.parse(note.value) as RfmNote) : { bounds: null }
    return bounds ? { rfm: bounds } : {}
  }
  const signals = async (paths: readonly string[], at: number): Promise<Pick<Around, 'signals'>> => {
    if (!paths.some((path) => path === 'warehouse.load' || path === 'sales.volume')) return {}
    const live = await liveSignals(notes, at)
    return Object.keys(live).length > 0 ? { signals: live } : {}
  }
  const reached = async (): Promise<Pick<Around, 'reached'>> => {
    const note = await notes.get(REACHED)
    return note ? { reached: JSON.parse(note.value) as ShopReached } : {}
  }
  const read = async (paths: readonly string[], at: number): Promise<Around | null> => {
    const campaigns = await notes.get(CAMPAIGNS)
    const around: Around = {
      ...(campaigns && { campaigns: (JSON.parse(campaigns.value) as SteeringState).moves }),
      ...(await rfm(paths)),
      ...(await signals(paths, at)),
      ...(await reached()),
    }
    return Object.keys(around).length > 0 ? around : null
  }
  const stamp = async (): Promise<Around | null> => {
    const [at, paths] = [clock(), asks()]
    if (!known || at < known.at || at >= known.at + FRESH || paths !== known.asks)
      known = { at, asks: paths, around: await read(paths, at) }
    return known.around
  }
  const forget = (): void => {
    known = null
  }
  return Object.assign(stamp, { forget })
}

// Where visitors who only look came from, until one of them becomes a shopper: the campaign stands in the address of the
// first page, the cart comes pages later. In memory and bounded; a restart forgets it.
import type { Incoming } from '../runtime/engine.ts'

const KEPT = 50_000

/** Answers the event with the source that its visitor was seen with, where it names none itself. */
export const createSources = (kept = KEPT): ((incoming: Incoming) => Incoming) => {
  const sources = new Map<string, string>()
  return (incoming) => {
    const { from, trust, what, seen } = incoming
    if (trust !== 'hint' || !('channel' in from)) return incoming
    const known = sources.get(from.id)
    if (seen?.source === undefined)
      return known ? { ...incoming, seen: { ...seen, source: known } } : incoming
    if (what.kind !== 'viewed') return incoming
    sources.delete(from.id)
    if (sources.size >= kept) sources.delete(sources.keys().next().value!)
    sources.set(from.id, seen.source)
    return incoming
  }
}

// May we write? A stop of either holds, unless a consent that is newer takes it back. Whoever asked for silence on
// one of its addresses meant all of them.
import type { Shopper } from '../shopper.ts'

type Consent = Pick<Shopper, 'stopped' | 'stopped_by' | 'consented'>

export const joinConsent = (older: Shopper, younger: Shopper): Consent => {
  const consented = Math.max(older.consented ?? 0, younger.consented ?? 0)
  const stops = [older, younger].filter(({ stopped }) => stopped !== null && stopped >= consented)
  // The shopper's own word outlives what a list of the shop says later: it goes first.
  const own = stops.find(({ stopped_by }) => stopped_by !== 'shop')
  const stopped = stops.length > 0 ? Math.max(...stops.map((one) => one.stopped!)) : null
  const by = own ? own.stopped_by : stops[0]?.stopped_by
  return {
    stopped,
    ...(stopped !== null && by && { stopped_by: by }),
    ...(consented > 0 && { consented }),
  }
}

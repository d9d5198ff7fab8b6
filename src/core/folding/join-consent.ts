// May we write? A stop of either holds, unless a consent that is newer takes it back. Whoever asked for silence on
// one of its addresses meant all of them.
import type { Shopper } from '../shopper.ts'

type Consent = Pick<Shopper, 'stopped' | 'stopped_by' | 'consented'>

export const joinConsent = (older: Shopper, younger: Shopper): Consent => {
  const consented = Math.max(older.consented ?? 0, younger.consented ?? 0)
  const stops = [older, younger].filter(({ stopped }) => stopped !== null && stopped >= consented)
  const stopped = stops.length > 0 ? Math.max(...stops.map((one) => one.stopped!)) : null
  // Whose word the latest stop is, as in one document; of one moment the shopper's own.
  const latest = stops.filter((one) => one.stopped === stopped)
  const by = (latest.find(({ stopped_by }) => stopped_by !== 'shop') ?? latest[0])?.stopped_by
  return {
    stopped,
    ...(stopped !== null && by && { stopped_by: by }),
    ...(consented > 0 && { consented }),
  }
}

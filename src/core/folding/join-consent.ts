// May we write? A stop of either holds, unless a consent that is newer takes it back. Whoever asked for silence on
// one of its addresses meant all of them.

import type { Unsent } from '../contact/against.ts'
import { joinConsents } from '../contact/consents.ts'
import type { Shopper } from '../shopper.ts'

type Joined = Pick<
  Shopper,
  'stopped' | 'stopped_by' | 'consented' | 'consents' | 'snoozed' | 'contacted' | 'unsent'
>

/** What either was sent by a channel counts for both. */
const joinContacted = (older: Shopper, younger: Shopper): Shopper['contacted'] => {
  const both = [older.contacted ?? {}, younger.contacted ?? {}]
  const channels = [...new Set(both.flatMap((one) => Object.keys(one)))].sort()
  if (channels.length === 0) return undefined
  const times = (channel: string) =>
    both
      .flatMap((one) => one[channel] ?? [])
      .sort((a, b) => a - b)
      .slice(-20)
  return Object.fromEntries(channels.map((channel) => [channel, times(channel)]))
}

const latest = (older: Shopper, younger: Shopper): readonly Unsent[] =>
  [...(older.unsent ?? []), ...(younger.unsent ?? [])].sort((a, b) => a.at - b.at).slice(-8)

export const joinConsent = (older: Shopper, younger: Shopper): Joined => {
  const consented = Math.max(older.consented ?? 0, younger.consented ?? 0)
  const stops = [older, younger].filter(({ stopped }) => stopped !== null && stopped >= consented)
  const stopped = stops.length > 0 ? Math.max(...stops.map((one) => one.stopped!)) : null
  // Whose word the latest stop is, as in one document; of one moment the shopper's own.
  const latestStops = stops.filter((one) => one.stopped === stopped)
  const by = (latestStops.find(({ stopped_by }) => stopped_by !== 'shop') ?? latestStops[0])?.stopped_by
  const consents = joinConsents(older.consents, younger.consents)
  const snoozed = Math.max(older.snoozed ?? 0, younger.snoozed ?? 0)
  const contacted = joinContacted(older, younger)
  const unsent = latest(older, younger)
  return {
    stopped,
    ...(stopped !== null && by && { stopped_by: by }),
    ...(consented > 0 && { consented }),
    ...(consents.length > 0 && { consents }),
    ...(snoozed > 0 && { snoozed }),
    ...(contacted && { contacted }),
    ...(unsent.length > 0 && { unsent }),
  }
}

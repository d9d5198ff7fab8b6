// May we write to this shopper, there, for that, now? The one entrance to the contact policy: whoever writes on our own
// initiative asks here. Answers are never asked about.
import type { Address } from '../event.ts'
import { isGone } from '../reach.ts'
import type { Shop } from '../shop.ts'
import type { Shopper } from '../shopper.ts'
import type { Against } from './against.ts'
import type { Purpose } from './consent.ts'
import { consentTo } from './consents.ts'
import { afterQuiet, quietEnd } from './quiet.ts'
import { capOf, needsOf, quietOf } from './rules.ts'
import { zoneOf } from './zone.ts'

export type Asked =
  | { readonly shop: Shop; readonly shopper: Shopper; readonly at: number }
  | { readonly now: { readonly shop: Shop }; readonly shopper: Shopper; readonly at: number }

/** Somebody who did something on the page so lately looks at it: a word in its chat wakes nobody. */
const THERE = 5 * 60_000

const isThere = ({ active }: Shopper, { channel }: Address, at: number): boolean =>
  channel === 'web' && at - active <= THERE

/** Marketing messages to that channel within the cap's time; null: there is room. */
const overCap = (shop: Shop, shopper: Shopper, channel: string, at: number): Against | null => {
  const cap = capOf(shop, channel)
  if (!cap) return null
  const times = (shopper.contacted?.[channel] ?? []).filter((time) => time > at - cap.within)
  const first = times.at(-cap.count)
  if (times.length < cap.count || first === undefined) return null
  return { why: 'capped', channel, until: first + cap.within, ...cap }
}

/** null: go on. The first of what stands against it, the longest lasting first. */
export const mayContact = (
  asked: Asked,
  address: Address,
  purpose: Purpose = 'marketing',
): Against | null => {
  const { shopper, at } = asked
  const shop = 'shop' in asked ? asked.shop : asked.now.shop
  const { channel } = address
  if (isGone(shopper, address)) return { why: 'gone', channel }
  const consent = consentTo(shopper, address, purpose)
  // Only a yes to this very address, and a later one, goes over a "write no more".
  if (shopper.stopped !== null && !(consent?.given && consent.at > shopper.stopped))
    return { why: 'stopped', channel, since: shopper.stopped }
  if (consent && !consent.given) return { why: 'refused', channel, since: consent.at }
  if (purpose === 'marketing') {
    if (!consent && needsOf(shop, channel) === 'opt_in') return { why: 'no_consent', channel }
    const { snoozed } = shopper
    if (snoozed !== undefined && snoozed > at) return { why: 'snoozed', channel, until: snoozed }
    const capped = overCap(shop, shopper, channel, at)
    if (capped) return capped
  }
  const quiet = quietOf(shop, channel)
  const ends = quiet && quietEnd(quiet, at, zoneOf(shop, shopper))
  if (quiet === null || ends === null || isThere(shopper, address, at)) return null
  return { why: 'quiet', channel, until: afterQuiet(quiet, ends, shopper.id) }
}

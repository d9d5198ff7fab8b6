// Who a shopper is: the shop's word, and beside it what doors see. What the shop said is never overwritten by a door.
import { noteConsents } from './contact/note-consent.ts'
import { change, type Draft } from './draft.ts'
import type { EventOf, Seen } from './event.ts'
import { claimLater } from './person/claim-first.ts'
import type { Traits } from './person/traits.ts'
import { openPoints } from './points/points.ts'
import { SEEN } from './seen.ts'

export const noticeSeen = (draft: Draft, news: Seen): void => {
  const { seen } = draft.shopper
  if ([...SEEN, 'time_zone' as const].some((name) => news[name] && news[name] !== seen?.[name]))
    change(draft, { seen: { ...seen, ...news } })
}

/** What the page says of device, region and source is seen, not known. Told late, it fills gaps only. */
export const identify = (draft: Draft, { traits, trust, at, consents }: EventOf<'identified'>): void => {
  const { told, lang } = draft.shopper
  const { device, region, source, time_zone, ...rest } = traits
  if (consents && trust === 'fact') noteConsents(draft, consents)
  if (traits.language && !lang) change(draft, { lang: traits.language })
  if (trust === 'hint') {
    const page = { device, region, source, time_zone }
    noticeSeen(draft, Object.fromEntries(Object.entries(page).filter(([, value]) => value)) as Seen)
    // The page fills in what the shop has not said.
    return put(draft, rest, told?.traits !== undefined)
  }
  const { points, ...others } = traits
  openPoints(draft, points)
  put(draft, draft.now.shop.points ? others : traits, at < (told?.traits ?? Number.NEGATIVE_INFINITY))
  change(draft, { told: { ...told, traits: Math.max(at, told?.traits ?? at) } })
  claimLater(draft)
}

const put = (draft: Draft, news: Traits, gapsOnly: boolean): void => {
  const { traits } = draft.shopper
  if (Object.keys(news).length === 0) return
  change(draft, { traits: gapsOnly ? { ...news, ...traits } : { ...traits, ...news } })
}

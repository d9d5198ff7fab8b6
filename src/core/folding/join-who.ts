// Who somebody is, of two that are one: addresses, traits, language, what doors saw, points, looks.
import type { Address, Looked } from '../event.ts'
import { joinLang } from '../joining/language.ts'
import type { Shopper } from '../shopper.ts'

const isSame = (one: Address, other: Address): boolean => one.channel === other.channel && one.id === other.id

/** The one that was active last; where both were, the older. */
export const activeLast = (older: Shopper, younger: Shopper): readonly [Shopper, Shopper] =>
  younger.active > older.active ? [younger, older] : [older, younger]

/** The one that the shop told of last goes first; one that it never told of is what a page said. */
const toldLast = (older: Shopper, younger: Shopper, what: 'traits' | 'points') => {
  const [mine, theirs] = [older.told?.[what], younger.told?.[what]]
  if (mine === undefined && theirs === undefined) return null
  const isYounger = (theirs ?? Number.NEGATIVE_INFINITY) > (mine ?? Number.NEGATIVE_INFINITY)
  return isYounger ? ([younger, older] as const) : ([older, younger] as const)
}

/** The balance that the shop told last; where it only told what was added, both were added to one person. */
const pointsOf = (older: Shopper, younger: Shopper): number | undefined => {
  const told = toldLast(older, younger, 'points')
  if (told) return told[0].traits.points ?? told[1].traits.points
  const [mine, theirs] = [older.traits.points, younger.traits.points]
  return mine === undefined || theirs === undefined ? (mine ?? theirs) : mine + theirs
}

const joinTraits = (older: Shopper, younger: Shopper): Pick<Shopper, 'traits' | 'told'> => {
  const [first, second] = toldLast(older, younger, 'traits') ?? activeLast(older, younger)
  const points = pointsOf(older, younger)
  const { points: _, ...rest } = { ...second.traits, ...first.traits }
  const latest = (what: 'traits' | 'points') => {
    const times = [older.told?.[what], younger.told?.[what]].filter((time) => time !== undefined)
    return times.length > 0 ? { [what]: Math.max(...times) } : {}
  }
  const told = { ...latest('traits'), ...latest('points') }
  return {
    traits: { ...rest, ...(points !== undefined && { points }) },
    ...(Object.keys(told).length > 0 && { told }),
  }
}

/** Looks of the same person: how many, from the first to the last. */
export const withLooks = <Visits extends Looked>(visits: Visits, { views, first, last }: Looked): Visits => ({
  ...visits,
  views: visits.views + views,
  first: Math.min(visits.first, first),
  last: Math.max(visits.last, last),
})

/** Visits of both, as often as each came; the one before the latest is whosever came latest before it. */
const joinVisits = (older: Shopper['visits'], younger: Shopper['visits']): Shopper['visits'] => {
  const { before: _, ...visits } = withLooks(older, younger)
  const times = [older.before, older.last, younger.before, younger.last]
  const earlier = times.filter((time) => time !== undefined && time < visits.last) as number[]
  return {
    ...visits,
    count: (older.count ?? 1) + (younger.count ?? 1),
    ...(earlier.length > 0 && { before: Math.max(...earlier) }),
  }
}

export const joinWho = (older: Shopper, younger: Shopper) => {
  const [first, second] = activeLast(older, younger)
  const lang = first.lang ?? second.lang
  const seen = { ...second.seen, ...first.seen }
  const expiring = (toldLast(older, younger, 'points') ?? [first, second]).find((one) => one.points)?.points
  return {
    created: Math.min(older.created, younger.created),
    active: Math.max(older.active, younger.active),
    // Where the shopper was last stands last: that is where it is reached.
    addresses: [
      ...second.addresses.filter((one) => !first.addresses.some((other) => isSame(one, other))),
      ...first.addresses,
    ],
    reply_to: first.reply_to ?? second.reply_to,
    ...joinTraits(older, younger),
    ...(Object.keys(seen).length > 0 && { seen }),
    lang,
    ...joinLang(older, younger),
    points: expiring ?? null,
    visits: joinVisits(older.visits, younger.visits),
    segments: [...new Set([...older.segments, ...younger.segments])].sort(),
  }
}

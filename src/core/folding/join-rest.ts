// What else is remembered of two that are one: interests, ladders, signs of intent, uses, actions, referrals, trouble.
// Nobody gets more for having been two: caps hold over both, and of two footings the higher one stands.
import type { Interests } from '../goods/interests.ts'
import { joinReaching } from '../reaching/record.ts'
import type { Shopper } from '../shopper.ts'

type Pairs<T> = Readonly<Record<string, T>>

const joined = <T>(a: Pairs<T> | undefined, b: Pairs<T> | undefined, both: (a: T, b: T) => T): Pairs<T> => {
  const all = new Map(Object.entries(a ?? {}))
  for (const [name, value] of Object.entries(b ?? {})) {
    const mine = all.get(name)
    all.set(name, mine === undefined ? value : both(mine, value))
  }
  return Object.fromEntries([...all].sort(([x], [y]) => (x < y ? -1 : 1)))
}

const sum = (a: number, b: number): number => a + b
const union = <T>(a: readonly T[], b: readonly T[]): readonly T[] => [...new Set([...a, ...b])]
const least = (...times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter((time) => time !== undefined)
  return known.length > 0 ? Math.min(...known) : undefined
}
const most = (...times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter((time) => time !== undefined)
  return known.length > 0 ? Math.max(...known) : undefined
}

const joinInterests = (a: Interests | undefined, b: Interests | undefined): Interests | undefined => {
  if (!a || !b) return a ?? b
  const counted = (one: Interests['bought'], other: Interests['bought']) =>
    Object.entries(joined(Object.fromEntries(one), Object.fromEntries(other), sum))
  return {
    bought: counted(a.bought, b.bought),
    looked: counted(a.looked, b.looked),
    items: union(a.items, b.items).slice(-20),
    ...((a.more || b.more) && { more: true }),
  }
}

/** Only what either has, so that a document of before stays as it was. */
const known = <T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

const ifAny = <T>(
  a: Pairs<T> | undefined,
  b: Pairs<T> | undefined,
  both: (a: T, b: T) => T,
): Pairs<T> | undefined => (a || b ? joined(a, b, both) : undefined)

/** Of two visits the one that went on last. */
const later = (a: Shopper['hesitation'], b: Shopper['hesitation']): Shopper['hesitation'] =>
  (b?.at ?? 0) > (a?.at ?? 0) ? b : a

export const joinRest = (older: Shopper, younger: Shopper): Partial<Shopper> => {
  const since = least(older.complaint?.since, younger.complaint?.since)
  const back = most(older.intent?.back, younger.intent?.back)
  const asked = most(older.intent?.asked, younger.intent?.asked)
  const won = (older.referrals?.won ?? 0) + (younger.referrals?.won ?? 0)
  const referrals = older.referrals ?? younger.referrals
  return known({
    said: (older.said?.at ?? 0) >= (younger.said?.at ?? 0) ? older.said : younger.said,
    looked_at: younger.looked_at ?? older.looked_at,
    interests: joinInterests(older.interests, younger.interests),
    ladders: ifAny(older.ladders, younger.ladders, (a, b) => {
      const given = [...(a.given ?? []), ...(b.given ?? [])].sort((x, y) => x - y)
      const [higher, lower] = b.rung > a.rung ? [b, a] : [a, b]
      return { ...higher, at: Math.max(higher.at, lower.at), ...(given.length > 0 && { given }) }
    }),
    intent:
      older.intent || younger.intent
        ? { ...(back !== undefined && { back }), ...(asked !== undefined && { asked }) }
        : undefined,
    hesitation: later(older.hesitation, younger.hesitation),
    uses: ifAny(older.uses, younger.uses, sum),
    done: ifAny(older.done, younger.done, (a, b) => union(a, b).slice(-60)),
    reaching: joinReaching(older.reaching, younger.reaching),
    gone_codes: ifAny(older.gone_codes, younger.gone_codes, sum),
    audiences: ifAny(older.audiences, younger.audiences, Math.max),
    parcels:
      older.parcels || younger.parcels
        ? [...(older.parcels ?? []), ...(younger.parcels ?? [])].slice(-10)
        : undefined,
    complaint: since === undefined ? undefined : { since },
    referrals: referrals && { ...referrals, won },
  })
}

// Wake-ups, leased partition by partition: earliest first within one, and the partition whose first is earliest goes first.
import type { Due, Store } from '../../ports/store.ts'
import type { Redis } from './connect.ts'
import { keyOf } from './keys.ts'
import { PARTITIONS } from './partition.ts'
import { makeScript } from './scripts.ts'

const FIRSTS = makeScript('due-firsts', { fragments: ['due-lease'], reads: true })
const LEASE = makeScript('lease-due', { fragments: ['due-lease'] })
const LEASE_EVERYWHERE = makeScript('lease-everywhere', { fragments: ['due-lease'] })

/** What is leased from one partition at least, where so much is due: few are touched then. */
const SHARE = 64

/** Partitions of a Cluster that are asked at once. */
const AT_ONCE = 16
/** How long it is believed that nobody is due, ms: each commit makes the wake-ups looked at. */
const REMEMBERED = 200

type First = {
  readonly partition: number
  /** When its first may be given out. */
  readonly due: number | null
  /** When a lease ends. */
  readonly over: number | null
  /** Its earliest wake-up, leased or not. */
  readonly next: number | null
}

export type DueIndex = Pick<Store, 'leaseDue' | 'nextDue'> & {
  /** A commit of this process set a wake-up. */
  readonly put: (due: number | null) => void
}

const ALL = Array.from({ length: PARTITIONS }, (_, partition) => partition)
const KEYS: readonly (readonly string[])[] = ALL.map((partition) =>
  (['due', 'leased', 'leased_due'] as const).map((name) => keyOf(partition, name)),
)
const keysFor = (partition: number): readonly string[] => KEYS[partition]!
const EVERY_KEY = ALL.flatMap(keysFor)
const duesOf = (flat: readonly string[]): Due[] =>
  Array.from({ length: flat.length / 2 }, (_, n) => ({ shopper: flat[2 * n]!, due: Number(flat[2 * n + 1]) }))
const orNull = (text: string): number | null => (text === '' ? null : Number(text))

export const createDue = (redis: Redis): DueIndex => {
  /** Of each partition: when somebody may be given out next, and the earliest wake-up, leased or not. */
  const firsts = async (now: number): Promise<First[]> => {
    const ask = (partitions: readonly number[]) =>
      redis.run<string[]>(FIRSTS, partitions.flatMap(keysFor), [`${now}`], 'again')
    const found = redis.isCluster ? (await Promise.all(ALL.map((one) => ask([one])))).flat() : await ask(ALL)
    return ALL.map((partition) => ({
      partition,
      due: orNull(found[3 * partition]!),
      over: orNull(found[3 * partition + 1]!),
      next: orNull(found[3 * partition + 2]!),
    }))
  }

  type Given = {
    readonly given: readonly Due[]
    /** Where nobody is due: when somebody may be. */
    readonly none: number
  }

  /** On a Cluster: partition by partition, those that are due first. */
  const leaseApart = async (now: number, limit: number, until: number): Promise<Given> => {
    const given: Due[] = []
    while (given.length < limit) {
      const found = await firsts(now)
      const ready = found.filter(({ due }) => due !== null && due <= now).sort((a, b) => a.due! - b.due!)
      if (ready.length === 0) {
        const times = found.flatMap(({ due, over }) => [due ?? Infinity, over ?? Infinity])
        return { given, none: Math.min(...times) }
      }
      const wanted = limit - given.length
      const some = ready.slice(0, Math.min(AT_ONCE, wanted))
      const args = [`${now}`, `${Math.floor(wanted / some.length)}`, `${until}`]
      const each = some.map(({ partition }) => redis.run<string[]>(LEASE, keysFor(partition), args))
      given.push(...duesOf((await Promise.all(each)).flat()))
      // What is leased for no time is found again: once is enough.
      if (until <= now) break
    }
    return { given, none: Number.NEGATIVE_INFINITY }
  }

  /** On one server: one call. */
  const leaseTogether = async (now: number, limit: number, until: number): Promise<Given> => {
    const args = [`${now}`, `${limit}`, `${SHARE}`, `${until}`]
    const [none, ...flat] = await redis.run<string[]>(LEASE_EVERYWHERE, EVERY_KEY, args)
    return { given: duesOf(flat), none: none === 'never' ? Number.POSITIVE_INFINITY : Number(none) }
  }

  /** Until when nobody is due, as it was seen at a moment; a commit of this process may know better. */
  let seen = { at: Number.NEGATIVE_INFINITY, none: 0 }

  return {
    put: (due) => {
      if (due !== null && due < seen.none) seen = { ...seen, at: Number.NEGATIVE_INFINITY }
    },
    leaseDue: async (now, limit, _holder, until) => {
      if (limit <= 0 || (performance.now() - seen.at < REMEMBERED && now < seen.none)) return []
      const at = performance.now()
      const { given, none } = await (redis.isCluster ? leaseApart : leaseTogether)(now, limit, until)
      if (given.length === 0) seen = { at, none }
      return given.toSorted((a, b) => a.due - b.due || (a.shopper < b.shopper ? -1 : 1))
    },
    nextDue: async () => {
      const times = (await firsts(0)).flatMap(({ next }) => (next === null ? [] : [next]))
      return times.length > 0 ? Math.min(...times) : null
    },
  }
}

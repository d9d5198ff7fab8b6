// Where something may leave: what each partition begins with, by order. Looked up in one go and remembered for a moment, so
// that a relay that takes one after another out of a long queue need not ask everybody each time.
import type { Redis } from './connect.ts'
import { lookEverywhere } from './every.ts'
import { PARTITIONS } from './partition.ts'
import { makeScript } from './scripts.ts'

const FIRSTS = makeScript('out-firsts', { reads: true })

/** Answers and what hurries; mailings. */
export type Order = 'a' | 'm'

/** For each partition the place of its first item of the order; Infinity: it has none. */
export type Bounds = Readonly<Record<Order, number[]>>

/** How long what was seen counts, ms. What this process puts in is known at once. */
const REMEMBERED = 100

const timeIn = (name: string | undefined): number =>
  name ? Number(name.slice(1, 17)) : Number.POSITIVE_INFINITY

export const createBounds = (redis: Redis) => {
  let last: { readonly bounds: Bounds; readonly at: number; readonly now: number } | null = null

  const look = async (now: number): Promise<Bounds> => {
    const firsts = await lookEverywhere<string[]>(redis, FIRSTS, 'out_index', [`${now}`, 'r', 'a', 'm'])
    const bounds = { a: firsts.map(([, a]) => timeIn(a)), m: firsts.map(([, , m]) => timeIn(m)) }
    last = { bounds, at: performance.now(), now }
    return bounds
  }

  return {
    look,
    /** What was seen a moment ago; null: look. */
    known: (now: number): Bounds | null => {
      if (!last || performance.now() - last.at >= REMEMBERED) return null
      return now >= last.now && now - last.now < REMEMBERED ? last.bounds : null
    },
    /** Something in this partition may leave that could not before. */
    changed: (partition: number): void => {
      if (!last) return
      last.bounds.a[partition] = Number.NEGATIVE_INFINITY
      last.bounds.m[partition] = Number.NEGATIVE_INFINITY
    },
    /** When the next of all may leave. */
    next: async (): Promise<number | null> => {
      const firsts = await lookEverywhere<string[]>(redis, FIRSTS, 'out_index', ['', 'r'])
      const time = Math.min(...firsts.map(([name]) => timeIn(name)))
      return Number.isFinite(time) ? time : null
    },
  }
}

export const ALL_PARTITIONS: readonly number[] = Array.from(
  { length: PARTITIONS },
  (_, partition) => partition,
)

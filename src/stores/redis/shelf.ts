// What is kept beside the commits, of no shopper: sources of rulebooks, refused input, events that met a defect.
import type { Records } from '../../ports/records.ts'
import type { Redis } from './connect.ts'
import { makeScript } from './scripts.ts'
import { shopKey } from './shop-keys.ts'

const REJECT = makeScript('reject')
const [RULEBOOKS, PARKED, TIMES] = [shopKey('rulebooks'), shopKey('parked'), shopKey('parked_times')]
const REJECTED = [shopKey('rejected'), shopKey('reasons')]

type ParkedEvent = Awaited<ReturnType<Records['parkedEvents']>>[number]
export type Shelf = Pick<
  Records,
  'putRulebook' | 'rulebook' | 'reject' | 'rejected' | 'park' | 'parkedEvents'
>

export const createShelf = (redis: Redis, writing: () => () => Promise<void>): Shelf => ({
  putRulebook: async (hash, sources) => {
    const written = writing()
    await redis.read(RULEBOOKS, 'HSETNX', RULEBOOKS, hash, sources)
    await written()
  },
  rulebook: (hash) => redis.read<string | null>(RULEBOOKS, 'HGET', RULEBOOKS, hash),
  reject: async (refused) => {
    if (refused.length === 0) return
    const written = writing()
    await redis.run(
      REJECT,
      REJECTED,
      refused.flatMap(({ id, reason }) => [id, reason]),
      'again',
    )
    await written()
  },
  rejected: async () => {
    const flat = await redis.read<string[]>(REJECTED[1]!, 'HGETALL', REJECTED[1]!)
    const pairs = Array.from({ length: flat.length / 2 }, (_, n) => [flat[2 * n]!, Number(flat[2 * n + 1])])
    return Object.fromEntries(pairs.toSorted(([a], [b]) => (a! < b! ? -1 : 1)))
  },
  park: async (event) => {
    const written = writing()
    // First what it is, then that it is there: a repeat brings both.
    await redis.read(PARKED, 'HSET', PARKED, event.id, JSON.stringify(event))
    await redis.read(TIMES, 'ZADD', TIMES, `${event.at}`, event.id)
    await written()
  },
  parkedEvents: async (limit) => {
    if (limit <= 0) return []
    const ids = await redis.read<string[]>(TIMES, 'ZRANGE', TIMES, '0', `${limit - 1}`)
    if (ids.length === 0) return []
    const found = await redis.read<(string | null)[]>(PARKED, 'HMGET', PARKED, ...ids)
    return found.flatMap((text) => (text === null ? [] : [JSON.parse(text) as ParkedEvent]))
  },
})

// One field of one hash, by far the most frequent look: on one server all that are asked for at once are one call.
import type { Redis } from './connect.ts'
import { makeScript } from './scripts.ts'
import { createTogether } from './together.ts'

const LOOK = makeScript('look', { reads: true })

/** Answers the field of the hash, or null. */
export type Look = (hash: string, field: string) => Promise<string | null>

export const createLook = (redis: Redis): Look => {
  if (redis.isCluster) return (hash, field) => redis.read(hash, 'HGET', hash, field)
  const together = createTogether(redis, LOOK)
  return async (hash, field) => (await together([hash], [field]))[0]!
}

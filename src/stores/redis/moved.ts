// Rows of somebody who was folded into another are written on by the other's commits, in the other's partition. Before such
// a commit the row's home is told where it may be from then on; of what lies in several places the last one told holds.
import type { Commit } from '../../ports/store.ts'
import type { Redis } from './connect.ts'
import { lookEverywhere } from './every.ts'
import { keyIn, keyOf } from './keys.ts'
import { partitionOf } from './partition.ts'
import { makeScript } from './scripts.ts'

const NOTE = makeScript('moved-note')
const ALL = makeScript('whole-hashes', { reads: true })
/** Told already, by this process. */
const REMEMBERED = 10_000

export type Shelves = 'tickets' | 'enrolments'

/** The shopper that a row's id begins with, where it is an id of ours. */
const OWNER = /^([sx]_[A-Za-z0-9_-]{16})[.:]/

const ownerOf = (id: string): string | null => OWNER.exec(id)?.[1] ?? null

export const movedKey = (partition: number, shelf: Shelves): string => keyIn(partition, `moved_${shelf}`)

/** Tells homes of what this commit writes elsewhere; almost always there is nothing to tell. */
export const createMoves = (redis: Redis): ((commit: Commit) => Promise<unknown> | null) => {
  const told = new Set<string>()
  const tell = async (shelf: Shelves, id: string, partition: number): Promise<void> => {
    const owner = ownerOf(id)
    if (owner === null || partitionOf(owner) === partition || told.has(`${shelf} ${id} ${partition}`)) return
    const key = movedKey(partitionOf(owner), shelf)
    await redis.run(NOTE, [key], [id, `${partition}`], 'again')
    if (told.size >= REMEMBERED) told.clear()
    told.add(`${shelf} ${id} ${partition}`)
  }
  return ({ shopper, tickets, enrolments }) => {
    const shelves = [
      ...tickets.map(({ id }) => ['tickets', id] as const),
      ...enrolments.map(({ id }) => ['enrolments', id] as const),
    ]
    const foreign = shelves.filter(([, id]) => !id.startsWith(shopper))
    if (foreign.length === 0) return null
    return Promise.all(foreign.map(([shelf, id]) => tell(shelf, id, partitionOf(shopper))))
  }
}

/** What is out of date: `<partition> <id>` of rows that were written on elsewhere. */
export const outdated = async (redis: Redis, shelf: Shelves): Promise<ReadonlySet<string>> => {
  const found = new Set<string>()
  const moved = (await lookEverywhere<string[]>(redis, ALL, `moved_${shelf}`)).flatMap((flat, home) =>
    Array.from({ length: flat.length / 2 }, (_, n) => ({
      ...{ id: flat[2 * n]!, places: [home, ...flat[2 * n + 1]!.split(' ').map(Number)] },
    })),
  )
  await Promise.all(
    moved.map(async ({ id, places }) => {
      const isThere = await Promise.all(
        places.map((place) => redis.read<number>(keyOf(place, shelf), 'HEXISTS', keyOf(place, shelf), id)),
      )
      const last = places[isThere.lastIndexOf(1)]
      for (const place of places) if (place !== last) found.add(`${place} ${id}`)
    }),
  )
  return found
}

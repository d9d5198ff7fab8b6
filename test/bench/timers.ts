// Wake-ups: added, and fired, with many more pending, beside BullMQ's delayed jobs.

import { keyOf } from '../../src/stores/redis/keys.ts'
import { PARTITIONS } from '../../src/stores/redis/partition.ts'
import { startServers } from './redis/server.ts'
import type { Bench, Row } from './run/bench.ts'
import { type Far, openFar } from './run/far.ts'
import { inTurns } from './run/rounds.ts'
import type { TimerSide } from './timers/ours-side.ts'

const PENDING = [100_000, 1_000_000] as const
const ADDED = 5_000
const FIRED = 5_000

type Kind = 'SQLite' | 'Redis' | 'BullMQ'
const KINDS: readonly Kind[] = ['SQLite', 'Redis', 'BullMQ']
type Seen = {
  readonly add: readonly number[]
  readonly fire: readonly number[]
  /** Of a pending one in Redis; `whole`: with all that adding it wrote, its commit's journal entry above all. */
  readonly bytes: number
  readonly whole: number
}

/** Where ours keeps wake-ups, and nothing else. */
const WAKE_UPS = Array.from({ length: PARTITIONS }, (_, partition) =>
  (['due', 'leased', 'leased_due'] as const).map((name) => keyOf(partition, name)),
).flat()

const openSide = (kind: Kind, ports: readonly number[]): Promise<Far<TimerSide>> => {
  if (kind === 'BullMQ') return openFar(new URL('timers/bullmq-side.ts', import.meta.url), { ports })
  const options = kind === 'SQLite' ? { store: 'sqlite' } : { store: 'redis', ports }
  return openFar(new URL('timers/ours-side.ts', import.meta.url), options)
}

/** With so many pending: what each side did a second, and what a pending one takes in Redis' memory, bytes. */
const measure = async (pending: number, rounds: number): Promise<ReadonlyMap<Kind, Seen>> => {
  const servers = { Redis: await startServers(1), BullMQ: await startServers(1) }
  const sides: (Pick<Seen, 'bytes' | 'whole'> & { readonly kind: Kind; readonly far: Far<TimerSide> })[] = []
  try {
    for (const kind of KINDS) {
      const server = kind === 'SQLite' ? null : servers[kind]
      const far = await openSide(kind, server?.ports ?? [])
      await far.prepare(pending + (rounds + 1) * ADDED)
      const before = (await server?.memory()) ?? 0
      await far.add(pending)
      const whole = (((await server?.memory()) ?? 0) - before) / pending
      const bytes = kind === 'Redis' ? (await servers.Redis.bytesOf(WAKE_UPS)) / pending : whole
      sides.push({ kind, far, bytes, whole })
    }
    const added = await inTurns(
      rounds,
      sides.map(
        ({ far }) =>
          () =>
            far.add(ADDED),
      ),
    )
    const fired = await inTurns(
      rounds,
      sides.map(
        ({ far }) =>
          () =>
            far.fire(FIRED),
      ),
    )
    return new Map(
      sides.map(
        ({ kind, bytes, whole }, n) => [kind, { add: added[n]!, fire: fired[n]!, bytes, whole }] as const,
      ),
    )
  } finally {
    for (const { far } of sides) {
      await far.close()
      await far.end()
    }
    for (const one of Object.values(servers)) await one.stop()
  }
}

export const bench: Bench = {
  name: 'timers',
  about: `Wake-ups with many pending: ${ADDED.toLocaleString('en-US')} more are added a round, and ${FIRED.toLocaleString('en-US')} that are due are fired. Ours is a commit of a shopper who exists, with an empty document and a wake-up (added), and a lease of those that are due with a commit of each that takes it away (fired), on SQLite with full sync and on Redis; 256 at once. The peer is BullMQ: delayed jobs added by addBulk, 256 in each and two on their way, and a worker of concurrency 256 that does nothing with them, on a Redis of its own with the same settings. With a million pending it takes some minutes before the first round: two million commits of ours on either store, and a million jobs, are written first.`,
  run: async ({ rounds, size, log }) => {
    const rows: Row[] = []
    const pendings = size === null ? PENDING : ([size, size * 10] as const)
    const seen: ReadonlyMap<Kind, Seen>[] = []
    for (const pending of pendings) {
      log(`${pending} pending`)
      const all = await measure(pending, rounds)
      seen.push(all)
      const peer = all.get('BullMQ')!
      for (const kind of ['SQLite', 'Redis'] as const) {
        const ours = all.get(kind)!
        for (const what of ['add', 'fire'] as const)
          rows.push({
            ...{ what: `${kind}, ${what}, ${pending.toLocaleString('en-US')} pending`, unit: 'a second' },
            ...{ ours: ours[what], peer: { name: 'BullMQ', rounds: peer[what] }, goal: { least: 10 } },
          })
      }
      rows.push({
        ...{ what: `Redis, memory, ${pending.toLocaleString('en-US')} pending`, unit: 'bytes each' },
        ...{ ours: [all.get('Redis')!.bytes], peer: { name: 'BullMQ', rounds: [peer.bytes] } },
        goal: { most: 0.2 },
      })
    }
    const [few, many] = seen
    for (const kind of ['SQLite', 'Redis'] as const)
      for (const what of ['add', 'fire'] as const)
        rows.push({
          ...{ what: `${kind}, ${what}, ten times as many pending`, unit: 'a second' },
          ...{ ours: many!.get(kind)![what], goal: { least: 0.5 } },
          peer: { name: 'ours with fewer', rounds: few!.get(kind)![what] },
        })
    return {
      rows,
      notes: [
        `Memory of ours is what Redis says that the keys take which hold wake-ups and nothing else (MEMORY USAGE): the shopper is there with or without one. With the journal entry of the commit that set it, it is ${seen.map((all) => Math.round(all.get('Redis')!.whole)).join(' and ')} bytes. Memory of BullMQ's is what Redis uses after all were added less before: the job and its place among the delayed.`,
        "The limit: a wake-up is part of a commit, with the shopper's document and a link in the journal's chain. Of a commit's 33 µs on Redis the wake-up itself (one ZADD) is 4; BullMQ's bulk add takes 45 in all, so that ten times as fast would leave as much for everything as the ZADD takes. Its memory is the sorted set's own: a skip list's node and a hash entry.",
      ],
    }
  },
}

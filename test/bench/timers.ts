// Wake-ups: added, and fired, with many more pending, beside BullMQ's delayed jobs.

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
type Seen = { readonly add: readonly number[]; readonly fire: readonly number[]; readonly bytes: number }

const openSide = (kind: Kind, ports: readonly number[]): Promise<Far<TimerSide>> => {
  if (kind === 'BullMQ') return openFar(new URL('timers/bullmq-side.ts', import.meta.url), { ports })
  const options = kind === 'SQLite' ? { store: 'sqlite' } : { store: 'redis', ports }
  return openFar(new URL('timers/ours-side.ts', import.meta.url), options)
}

/** With so many pending: what each side did a second, and what a pending one takes in Redis' memory, bytes. */
const measure = async (pending: number, rounds: number): Promise<ReadonlyMap<Kind, Seen>> => {
  const servers = { Redis: await startServers(1), BullMQ: await startServers(1) }
  const sides: { readonly kind: Kind; readonly far: Far<TimerSide>; readonly bytes: number }[] = []
  try {
    for (const kind of KINDS) {
      const server = kind === 'SQLite' ? null : servers[kind]
      const far = await openSide(kind, server?.ports ?? [])
      const before = (await server?.memory()) ?? 0
      await far.add(pending)
      sides.push({ kind, far, bytes: (((await server?.memory()) ?? 0) - before) / pending })
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
      sides.map(({ kind, bytes }, n) => [kind, { add: added[n]!, fire: fired[n]!, bytes }] as const),
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
  about: `Wake-ups with many pending: ${ADDED.toLocaleString('en-US')} more are added a round, and ${FIRED.toLocaleString('en-US')} that are due are fired. Ours is the whole commit of a shopper with its wake-up (added), and a lease of those that are due with a commit of each (fired), on SQLite with full sync and on Redis; 256 at once. The peer is BullMQ: delayed jobs added with 256 on their way, and a worker of concurrency 256 that does nothing with them, on a Redis of its own with the same settings.`,
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
        "Memory is what Redis says it uses after all were added, less what it used before. Ours holds each shopper's document (here an empty one), version and journal entry with the wake-up; BullMQ's holds the job.",
      ],
    }
  },
}

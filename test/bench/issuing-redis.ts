// Issuing codes on Redis: 64 at once beside one script call for each, and a Cluster of three masters beside one server.
import { availableParallelism } from 'node:os'
import type { IssuingSide } from './issuing/issue.ts'
import { runSides } from './issuing.ts'
import { startServers } from './redis/server.ts'
import type { Bench } from './run/bench.ts'
import { openFar } from './run/far.ts'

const COUNT = 10_000
const AT_ONCE = 64
const BUDGETS = 64

const own = (ports: readonly number[], budgets: number) =>
  openFar<IssuingSide>(new URL('issuing/store-side.ts', import.meta.url), { store: 'redis', ports, budgets })
const script = (ports: readonly number[]) =>
  openFar<IssuingSide>(new URL('issuing/script-side.ts', import.meta.url), { ports })

export const bench: Bench = {
  name: 'issuing-redis',
  about: `Issuing a code on Redis (append-only file, synced every second), ${AT_ONCE} at once: the same issue as on SQLite. Beside one script call for each issue that writes the same into the same structures, with as many on their way on one connection; and from ${BUDGETS} budgets on a Cluster of three masters beside one server.`,
  run: async ({ rounds, size }) => {
    const count = size ?? COUNT
    const isRoomy = availableParallelism() >= 5
    const [one, theirs, single, cluster] = [
      await startServers(1),
      await startServers(1),
      await startServers(1, isRoomy ? [1] : null),
      await startServers(3, isRoomy ? [1, 2, 3] : null),
    ]
    try {
      const at = { count, atOnce: AT_ONCE }
      const [ours, calls] = await runSides(rounds, [
        { far: await own(one.ports, 1), ...at },
        { far: await script(theirs.ports), ...at },
      ])
      const [masters, alone] = await runSides(rounds, [
        { far: await own(cluster.ports, BUDGETS), ...at },
        { far: await own(single.ports, BUDGETS), ...at },
      ])
      const unit = 'codes/s'
      return {
        rows: [
          {
            ...{ what: `${AT_ONCE} at once`, unit, ours: ours! },
            ...{ peer: { name: 'one script call per issue', rounds: calls! }, goal: { least: 2 } },
          },
          {
            ...{ what: `three masters, ${BUDGETS} budgets`, unit, ours: masters! },
            ...{ peer: { name: 'one server', rounds: alone! }, goal: null },
          },
        ],
        notes: [
          isRoomy
            ? 'Each server of the Cluster has a core to itself.'
            : `This machine has ${availableParallelism()} cores for three servers and the process that issues: what a Cluster adds cannot be seen here.`,
          'The limit: the server, which is busy for some 100 µs an issue with the structures themselves (seven names in sorted sets, eight rows in hashes), on both sides the same; what commits that are sent together save is the call, about a tenth (docs/decisions/0030-what-an-issue-costs-a-redis-server.md).',
        ],
      }
    } finally {
      for (const servers of [one, theirs, single, cluster]) await servers.stop()
    }
  },
}

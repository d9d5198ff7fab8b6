// The Cluster while it changes: slots that move, budgets whose steps break off, a master that dies.
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { keyIn } from '../../src/stores/redis/keys.ts'
import { openRedisStore } from '../../src/stores/redis/open.ts'
import { partitionOf } from '../../src/stores/redis/partition.ts'
import { type Cluster, redisServer, type Server, startCluster, theCluster, until } from '../redis/servers.ts'
import { redisCluster } from '../redis/subjects.ts'
import { budgetContract } from './contract/budget.ts'
import { commitContract } from './contract/commit.ts'
import { aCommit, anEvent } from './contract/making.ts'

const server = redisServer()
const skipped = server === null ? ' (skipped: redis-server is not installed)' : ''

/** The id of the slot's owner, as each of these says. */
const ownersOf = (nodes: readonly Server[], slot: number): Promise<(string | undefined)[]> =>
  Promise.all(
    nodes.map(async ({ tell }) => {
      const ranges = (await tell('CLUSTER', 'SLOTS')) as [number, number, [string, number, string]][]
      return ranges.find(([first, last]) => first <= slot && slot <= last)?.[2][2]
    }),
  )

/** Moves the slot of a partition to the next master that is one, with all that is in it. */
const move = async ({ nodes }: Cluster, partition: number): Promise<void> => {
  const masters = nodes.slice(0, 3)
  const ids = await Promise.all(masters.map(async ({ tell }) => String(await tell('CLUSTER', 'MYID'))))
  const slot = String(await masters[0]!.tell('CLUSTER', 'KEYSLOT', keyIn(partition)))
  const from = ids.indexOf((await ownersOf(masters, Number(slot)))[0]!)
  const to = (from + 1) % masters.length
  const [source, target] = [masters[from]!, masters[to]!]
  await target.tell('CLUSTER', 'SETSLOT', slot, 'IMPORTING', ids[from]!)
  await source.tell('CLUSTER', 'SETSLOT', slot, 'MIGRATING', ids[to]!)
  for (;;) {
    const keys = (await source.tell('CLUSTER', 'GETKEYSINSLOT', slot, '7')) as string[]
    if (keys.length === 0) break
    await source.tell('MIGRATE', '127.0.0.1', `${target.port}`, '', '0', '5000', 'KEYS', ...keys)
    // Half of it here and half of it there, for a moment.
    await pause(5)
  }
  for (const node of [target, source]) await node.tell('CLUSTER', 'SETSLOT', slot, 'NODE', ids[to]!)
  // Who moves the next one before all have heard of this one makes two owners of a slot.
  await until('all agree on the slot that moved', async () => {
    const owners = await ownersOf(masters, Number(slot))
    const infos = await Promise.all(masters.map(async ({ tell }) => String(await tell('CLUSTER', 'INFO'))))
    const epochs = new Set(infos.map((info) => /cluster_current_epoch:(\d+)/.exec(info)?.[1]))
    return owners.every((owner) => owner === ids[to]) && epochs.size === 1
  })
}

describe.skipIf(server === null)(`a real Redis Cluster whose slots move${skipped}`, () => {
  let moving = true
  let moved = 0
  let mover: Promise<void>
  beforeAll(async () => {
    const cluster = await theCluster()
    const places = ['ann', 's1', 's2', 's3', 'budget:spring', 'broken'].map(partitionOf)
    mover = (async () => {
      while (moving) {
        await move(cluster, places[moved % places.length]!)
        moved++
      }
    })()
  })
  afterAll(async () => {
    moving = false
    await mover
  })

  const subject = { ...redisCluster, name: 'Redis Cluster, slots moving' }
  commitContract(subject)
  budgetContract(subject)

  test('no commit is lost, none is doubled', async () => {
    const { store, close } = await redisCluster.make()
    const before = moved
    let version = 0
    while (moved < before + 12 || version < 50) {
      const line = { at: 1, who: 'bot', text: `${version}` } as const
      const commit = aCommit({ expects: version, event: anEvent(), due: version, lines: [line] })
      expect(await store.commit(commit)).toEqual({ kind: 'done', version: version + 1, line: version + 1 })
      version++
    }
    expect((await store.load('ann')).version).toBe(version)
    expect(await store.nextDue()).toBe(version - 1)
    expect(await store.records.eventCount()).toBe(version)
    await close()
  })
})

describe.skipIf(server === null)(`a real Redis Cluster of which a master dies${skipped}`, () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster({}, { appendfsync: 'always', 'min-replicas-to-write': 1 })
  })
  afterAll(() => cluster?.stop())

  const open = async (replicas: number | null): Promise<Store> => {
    const { store } = await openRedisStore({ ...cluster.settings, replicas })
    onTestFinished(store.close)
    return store
  }

  test('no acknowledged code is lost, none is there twice, and nobody lends a hand', {
    timeout: 60_000,
  }, async () => {
    const store = await open(1)
    const ceiling = 100_000
    const issued = new Map<string, string>()
    let running = true
    let made = 0
    const issue = async (): Promise<void> => {
      const shopper = `s${made++}`
      const budget = [{ budget: 'spring', reserved: 7, spent: 0, ceiling }]
      const commit = aCommit({ shopper, event: anEvent({ reply: shopper }), budget })
      for (;;) {
        try {
          const result = await store.commit(commit)
          if (result.kind === 'done') issued.set(shopper, commit.id)
          // Where durability is unsure it goes without a code.
          return
        } catch (error) {
          if ((error as { name?: string }).name !== 'StoreError') throw error
          await pause(100)
        }
      }
    }
    const workers = Promise.all(
      Array.from({ length: 8 }, async () => {
        while (running) await Promise.all([issue(), pause(20)])
      }),
    )
    await pause(500)
    const before = issued.size
    expect(before).toBeGreaterThan(0)
    const victim = cluster.nodes[0] as Server
    victim.kill()
    const others = cluster.nodes.slice(1)
    await until('a replica has taken over', async () => {
      const roles = await Promise.all(others.map(async ({ tell }) => ((await tell('ROLE')) as string[])[0]))
      return roles.filter((role) => role === 'master').length === 3
    })
    // The one that took over has no replica, so that it takes no writes, until the dead one is back as its replica.
    const back = await victim.again()
    onTestFinished(back.stop)
    const then = issued.size
    await expect.poll(() => issued.size, { timeout: 30_000 }).toBeGreaterThan(then + 50)
    running = false
    await workers
    for (const shopper of issued.keys()) expect((await store.load(shopper)).version).toBe(1)
    const [spring] = await store.records.budgets()
    expect(spring!.reserved).toBeGreaterThanOrEqual(issued.size * 7)
    expect(spring!.reserved).toBeLessThanOrEqual(ceiling)
  })
})

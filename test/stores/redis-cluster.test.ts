import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { budgetContract } from './contract/budget.ts'
import { claimsContract } from './contract/claims.ts'
import { commitContract } from './contract/commit.ts'
import { dueContract } from './contract/due.ts'
import { eventsContract } from './contract/events.ts'
import { aCommit, anEvent, tally } from './contract/making.ts'
import type { Subject } from './contract/subject.ts'
import { type Cluster, redisServer, startCluster, tell } from './redis-cluster/cluster.ts'
import { PARTITIONS, partitionOf } from './redis-cluster/partition.ts'
import { openSpikeStore } from './redis-cluster/store.ts'

const server = redisServer()
const strict = process.env.WINBACK_TEST_STRICT === '1'

test.runIf(strict)('redis-server is installed where nothing may be skipped', () => {
  expect(server).not.toBeNull()
})

let cluster: Cluster

const GROUPED = 'the script runs each commit alone: there is no group'
const RECORDS =
  'the spike reads nothing back: a journal and sums over all partitions need a form of their own'

const subject: Subject = {
  name: 'Redis Cluster (spike)',
  make: async () => {
    for (const port of cluster.ports) await tell(port, 'FLUSHALL')
    const opened: Store[] = []
    const open = async (): Promise<Store> => {
      const store = await openSpikeStore(cluster.ports)
      opened.push(store)
      return store
    }
    return {
      store: await open(),
      another: open,
      close: async () => {
        for (const store of opened) await store.close()
      },
    }
  },
  skip: {
    'of two who claim the same several at once, one gets all of them':
      'claims lie in the slots of their keys; those of one person need a slot of their own',
    'an event that was here is known by its id, with its reply':
      'the commit tells a repeat all the same; asking first only saves the turn',
    'one broken commit does not fail those that came with it': GROUPED,
    'every commit leaves one journal entry, numbered without gaps': RECORDS,
    'event ids are one space: the same id of another shopper is a repeat too':
      'an event is remembered in the slot of its shopper; another shopper may be in another',
    'events are counted, wake-ups and repeats are not': RECORDS,
    'ids from before a day are forgotten, later ones are not':
      'Redis forgets them by itself, by its own clock',
    'a code is refused only where its worst case would pass the budget': RECORDS,
    'a refusal writes nothing at all': RECORDS,
    'what is settled or given back makes room': RECORDS,
    'a fact is booked even beyond the budget: an overrun is shown, not hidden': RECORDS,
    'however many issue at once, the budget is used up to the last unit and never passed': RECORDS,
  },
}

const NOT_BUILT = {
  visits: 'counted in their own slot by a script like the commit, nothing new to learn',
  'the outbox': 'the commit puts its items down; a lane over several shoppers has no one slot',
  'records, and whatever in whatever order': RECORDS,
}

const skipped = server === null ? ' (skipped: redis-server is not installed)' : ''

describe.skipIf(server === null)(`a real Redis Cluster of three masters${skipped}`, () => {
  beforeAll(async () => {
    cluster = await startCluster(server!)
  }, 30_000)
  afterAll(() => cluster?.stop())

  claimsContract(subject)
  commitContract(subject)
  eventsContract(subject)
  dueContract(subject)
  budgetContract(subject)
  for (const [topic, reason] of Object.entries(NOT_BUILT)) test.skip(`${topic} (skipped: ${reason})`)

  test('shoppers are spread over all partitions', () => {
    const used = new Set(Array.from({ length: 4000 }, (_, n) => partitionOf(`shopper-${n}`)))
    expect(used.size).toBe(PARTITIONS)
  })

  test('many issue from one budget in many partitions: used up to the last unit, never passed', async () => {
    const { store, another, close } = await subject.make()
    const stores = [store, await another()]
    const results = await Promise.all(
      Array.from({ length: 150 }, (_, n) => {
        const budget = [{ budget: 'spring', reserved: 7, spent: 0, ceiling: 700 }]
        return stores[n % 2]!.commit(aCommit({ shopper: `s${n}`, budget }))
      }),
    )
    expect(tally(results)).toEqual({ done: 100, refused: 50 })
    await close()
  })

  test('a slot that moves to another master loses no commit and doubles none', {
    timeout: 30_000,
  }, async () => {
    const { store, close } = await subject.make()
    await store.commit(aCommit({ event: anEvent(), due: 1 }))
    const slot = String(await tell(cluster.ports[0]!, 'CLUSTER', 'KEYSLOT', `{p${partitionOf('ann')}}`))
    const ids = await Promise.all(
      cluster.ports.map(async (port) => String(await tell(port, 'CLUSTER', 'MYID'))),
    )
    const [from, to] = await whereIs(slot, ids)

    let running = true
    let version = 1
    const commits = (async () => {
      while (running) {
        const result = await store.commit(aCommit({ expects: version, event: anEvent(), due: version }))
        expect(result).toMatchObject({ kind: 'done', version: version + 1 })
        version++
      }
    })()
    await new Promise((resolve) => setTimeout(resolve, 100))
    await tell(cluster.ports[to]!, 'CLUSTER', 'SETSLOT', slot, 'IMPORTING', ids[from]!)
    await tell(cluster.ports[from]!, 'CLUSTER', 'SETSLOT', slot, 'MIGRATING', ids[to]!)
    const before = version
    await new Promise((resolve) => setTimeout(resolve, 300))
    // Every commit of a known shopper has a new key (its event), so that it waits while its slot moves.
    expect(version - before).toBeLessThanOrEqual(1)
    while (true) {
      const keys = (await tell(cluster.ports[from]!, 'CLUSTER', 'GETKEYSINSLOT', slot, '100')) as string[]
      if (keys.length === 0) break
      const port = `${cluster.ports[to]}`
      await tell(cluster.ports[from]!, 'MIGRATE', '127.0.0.1', port, '', '0', '5000', 'KEYS', ...keys)
    }
    for (const n of [to, from]) await tell(cluster.ports[n]!, 'CLUSTER', 'SETSLOT', slot, 'NODE', ids[to]!)
    await new Promise((resolve) => setTimeout(resolve, 300))
    running = false
    await commits
    expect(version).toBeGreaterThan(before + 1)
    expect((await store.load('ann')).version).toBe(version)
    expect(await store.nextDue()).toBe(version - 1)
    await close()
  })
})

/** The numbers of the slot's master and of another. */
const whereIs = async (slot: string, ids: readonly string[]): Promise<[number, number]> => {
  const ranges = (await tell(cluster.ports[0]!, 'CLUSTER', 'SLOTS')) as [
    number,
    number,
    [string, number, string],
  ][]
  const range = ranges.find(([first, last]) => first <= Number(slot) && Number(slot) <= last)!
  const from = ids.indexOf(String(range[2][2]))
  return [from, (from + 1) % ids.length]
}

// Budgets on a Cluster, where the home and who issues lie apart: whatever breaks off between two steps, no room is lost
// and none is made.
import { describe, expect, onTestFinished, test } from 'vitest'
import type { BudgetMove, Store } from '../../src/ports/store.ts'
import { createBudgets, type Demand } from '../../src/stores/redis/budgets.ts'
import { connect, type Redis } from '../../src/stores/redis/connect.ts'
import { createDurability } from '../../src/stores/redis/durability.ts'
import { partitionOf } from '../../src/stores/redis/partition.ts'
import { redisServer, theCluster } from '../redis/servers.ts'
import { redisCluster } from '../redis/subjects.ts'
import { aCommit, tally } from './contract/making.ts'

const server = redisServer()
const skipped = server === null ? ' (skipped: redis-server is not installed)' : ''

const reserve = (reserved: number, ceiling: number): BudgetMove => ({
  budget: 'spring',
  reserved,
  spent: 0,
  ceiling,
})

describe.skipIf(server === null)(`budgets of a real Redis Cluster${skipped}`, () => {
  const begin = async () => {
    const { store, close, another } = await redisCluster.make()
    const redis = await connect((await theCluster()).settings)
    onTestFinished(async () => {
      await redis.close()
      await close()
    })
    let version = new Map<string, number>()
    const commit = async (of: Store, shopper: string, ...budget: BudgetMove[]) => {
      const expects = version.get(shopper) ?? 0
      const result = await of.commit(aCommit({ shopper, expects, budget }))
      if (result.kind === 'done') version = new Map([...version, [shopper, result.version]])
      return result.kind
    }
    return { store, redis, another, commit }
  }
  /** A process that dies at its nth step in this budget's home or at a partition: the step is done, its answer is lost. */
  const dyingAt = (redis: Redis, step: number): Redis => {
    let steps = 0
    const die = () => new Error('died')
    const count = async <T>(call: () => Promise<T>): Promise<T> => {
      const mine = ++steps
      if (mine > step) throw die()
      const answer = await call()
      if (mine === step) throw die()
      return answer
    }
    return {
      ...redis,
      run: (...args) => count(() => redis.run(...args)) as never,
      runIn: (...args) => count(() => redis.runIn(...args)) as never,
    }
  }

  test('a process that dies at any step of drawing or calling in leaves all room to be had, and no more', async () => {
    for (let step = 1; step <= 7; step++) {
      const { store, redis, commit } = await begin()
      // Room lies with three partitions, and little of it is left at home.
      for (const shopper of ['s1', 's2', 's3'])
        expect(await commit(store, shopper, reserve(20, 100))).toBe('done')
      const dying = dyingAt(redis, step)
      const budgets = createBudgets(dying, createDurability(dying, null))
      const demand = {
        budget: 'spring',
        partition: partitionOf('s4'),
        known: 0,
        missing: 41,
        moves: [reserve(41, 100)],
      }
      await budgets.draw(demand satisfies Demand).catch(() => {})
      expect(await store.records.budgets()).toEqual([{ budget: 'spring', reserved: 60, spent: 0 }])
      expect(await commit(store, 's5', reserve(41, 100))).toBe('refused')
      expect(await commit(store, 's4', reserve(15, 100))).toBe('done')
      expect(await commit(store, 's5', reserve(25, 100))).toBe('done')
      expect(await commit(store, 's1', reserve(1, 100))).toBe('refused')
      expect(await store.records.budgets()).toEqual([{ budget: 'spring', reserved: 100, spent: 0 }])
    }
  })

  test('what is given back in one partition is room for another', async () => {
    const { store, commit, another } = await begin()
    const other = await another()
    for (let n = 0; n < 10; n++) await commit(store, `s${n}`, reserve(10, 100))
    expect(await commit(other, 't', reserve(1, 100))).toBe('refused')
    expect(await commit(store, 's3', { budget: 'spring', reserved: -10, spent: 4 })).toBe('done')
    expect(await commit(other, 't', reserve(7, 100))).toBe('refused')
    expect(await commit(other, 't', reserve(6, 100))).toBe('done')
  })

  test('a ceiling that was lowered holds for whoever has room under the old one, and a raised one gives more', async () => {
    const { store, commit } = await begin()
    for (let n = 0; n < 20; n++) expect(await commit(store, `s${n}`, reserve(10, 100_000))).toBe('done')
    expect(await commit(store, 's0', reserve(10, 209))).toBe('refused')
    expect(await commit(store, 's1', reserve(9, 209))).toBe('done')
    expect(await commit(store, 's0', reserve(1, 209))).toBe('refused')
    expect(await commit(store, 's0', reserve(10, 300))).toBe('done')
  })

  test('an overrun in one partition is known to all others at once', async () => {
    const { store, commit } = await begin()
    for (const shopper of ['s1', 's2']) await commit(store, shopper, reserve(10, 1000))
    expect(await commit(store, 's3', { budget: 'spring', reserved: 0, spent: 975 })).toBe('done')
    expect(await commit(store, 's2', reserve(6, 1000))).toBe('refused')
    expect(await commit(store, 's2', reserve(5, 1000))).toBe('done')
  })

  test('two processes and many partitions at the end of a budget: used to the last unit, never passed', async () => {
    const { store, another } = await begin()
    const stores = [store, await another()]
    const results = await Promise.all(
      Array.from({ length: 300 }, (_, n) =>
        stores[n % 2]!.commit(aCommit({ shopper: `s${n}`, budget: [reserve(1 + (n % 3), 300)] })),
      ),
    )
    const [spring] = await store.records.budgets()
    expect(tally(results).refused).toBeGreaterThan(0)
    expect(spring!.reserved).toBe(300)
  })
})

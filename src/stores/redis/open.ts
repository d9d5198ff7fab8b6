// The Redis store: one server or a Cluster, any number of processes. Puts its parts together and holds no rule itself.
import type { NewsWire } from '../../ports/news.ts'
import type { Store } from '../../ports/store.ts'
import { createBudgets } from './budgets.ts'
import { createClaims } from './claims.ts'
import { createCommit } from './commit.ts'
import { connect, type Redis } from './connect.ts'
import { createDue } from './due.ts'
import { createDurability, type Mark, unsure } from './durability.ts'
import { keyIn } from './keys.ts'
import { createLastLines } from './last-lines.ts'
import { createLook } from './looks.ts'
import { openNews } from './news.ts'
import { partitionOf } from './partition.ts'
import { createRest } from './rest.ts'
import type { RedisSettings } from './settings.ts'
import { POOL_KEYS } from './shop-keys.ts'
import { createShoppers } from './shoppers.ts'
import { checkFormat, checkServers } from './start-checks.ts'

export type OpenRedis = {
  readonly store: Store
  readonly news: NewsWire
  /** What the operator should know of the servers, in sentences. */
  readonly notices: readonly string[]
}

/** Writes on each master, so that a full or failing disk shows itself, and takes it away again. */
const probe = async (redis: Redis): Promise<void> => {
  const key = keyIn(0, 'probe')
  await redis.read(key, 'SET', key, 'x'.repeat(4096))
  await redis.read(key, 'DEL', key)
}

/** Not of the pools. */
const isOurs = ({ place }: Mark): boolean => typeof place === 'number' || !POOL_KEYS.includes(place)

const assemble = (redis: Redis, settings: RedisSettings): Store => {
  const durability = createDurability(redis, settings.replicas)
  const budgets = createBudgets(redis, durability)
  const due = createDue(redis)
  const look = createLook(redis)
  const lastLines = createLastLines()
  const commit = createCommit({ redis, budgets, durability, lastLines })
  const { beforeCommit, putIn, ...rest } = createRest({
    redis,
    budgetsNow: budgets.now,
    bookBudgets: budgets.book,
    writing: (...keys) => {
      const marks = keys.map(durability.mark)
      return async () => {
        // What a turn draws is spoken of by its commit, which waits for it too.
        const [ours, pools] = [marks.filter(isOurs), marks.filter((one) => !isOurs(one))]
        for (const mark of pools) {
          durability.owe(mark)
          if (durability.isDurable && !durability.isUnsure()) await durability.isSafe(mark)
        }
        await Promise.all(ours.map(durability.wait))
      }
    },
    beforeSending: (partitions) => {
      // Nothing is taken out that could not leave: it would stay with its lease, and count as a try.
      if (durability.isUnsure()) throw unsure()
      const marks = partitions.map(durability.mark)
      return async () => {
        if (durability.isDurable) await Promise.all(marks.map(durability.wait))
      }
    },
  })
  return {
    ...createClaims(redis, look, durability),
    ...createShoppers(redis, look, durability, lastLines),
    ...rest,
    commit: async (one) => {
      const telling = beforeCommit(one)
      if (telling) await telling
      const result = await commit(one)
      if (one.outbox.length > 0 || one.drops) putIn(partitionOf(one.shopper))
      due.put(one.due)
      return result
    },
    leaseDue: due.leaseDue,
    nextDue: due.nextDue,
    probe: () => probe(redis),
    close: async () => {
      durability.close()
      await redis.close()
    },
  }
}

export const openRedisStore = async (settings: RedisSettings): Promise<OpenRedis> => {
  const redis = await connect(settings)
  try {
    const notices = await checkServers(redis, settings)
    await checkFormat(redis)
    return { store: assemble(redis, settings), news: await openNews(redis, settings.database), notices }
  } catch (error) {
    await redis.close()
    throw error
  }
}

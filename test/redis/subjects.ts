// The Redis store under the contract: on one server, and on a Cluster. Each begins with an emptied server.
import type { Store } from '../../src/ports/store.ts'
import { openRedisStore } from '../../src/stores/redis/open.ts'
import type { RedisSettings } from '../../src/stores/redis/settings.ts'
import type { Subject } from '../stores/contract/subject.ts'
import { singleSettings, theCluster, theServer } from './servers.ts'

type Place = { readonly settings: RedisSettings; readonly empty: () => Promise<unknown> }

/** Another database of the one server: where a rule wants two stores, the second of them. */
const beside = async (): Promise<Place> => {
  const server = await theServer()
  const flush = "redis.call('SELECT', 1) return redis.call('FLUSHDB')"
  return {
    settings: singleSettings(server.port, { database: 1 }),
    empty: () => server.tell('EVAL', flush, '0'),
  }
}

const subject = (name: string, place: () => Promise<Place>, worlds = { open: 0 }): Subject => ({
  name,
  spans: 'partition',
  make: async () => {
    const { settings, empty } = await (worlds.open++ === 0 ? place : beside)()
    await empty()
    const opened: Store[] = []
    const open = async (): Promise<Store> => {
      const { store } = await openRedisStore(settings)
      opened.push(store)
      return store
    }
    return {
      store: await open(),
      another: open,
      close: async () => {
        worlds.open--
        for (const store of opened) await store.close()
      },
    }
  },
  skip: {},
})

export const singleRedis = subject('Redis', async () => {
  const server = await theServer()
  return { settings: singleSettings(server.port), empty: () => server.tell('FLUSHDB') }
})

export const redisCluster: Subject = {
  ...subject('Redis Cluster', async () => {
    const cluster = await theCluster()
    return { settings: cluster.settings, empty: () => cluster.tellMasters('FLUSHALL') }
  }),
  runs: 12,
}

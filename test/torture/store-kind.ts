// On what a shop of a torture is kept, and by how many processes it is served.
import { join } from 'node:path'
import type { Store } from '../../src/ports/store.ts'
import { openRedisStore } from '../../src/stores/redis/open.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { redisServer, singleSettings, startServer as startRedis } from '../redis/servers.ts'
import { Skip } from './part.ts'

type Env = Readonly<Record<string, string>>

export type StoreKind = {
  readonly name: string
  /** Servers that work on it at once. */
  readonly servers: number
  /** Starts what it needs beside the servers. Throws a Skip where the machine lacks that. */
  readonly open: (folder: string) => Promise<{
    /** The settings that lead the n-th server there; verbs are started with those of the first. */
    readonly envOf: (n: number) => Env
    /** For whoever looks at what is there, beside the servers. */
    readonly look: () => Promise<Store>
    readonly close: () => Promise<void>
  }>
}

export const SQLITE: StoreKind = {
  name: 'sqlite',
  servers: 1,
  open: async (folder) => {
    const data = join(folder, 'data')
    return {
      envOf: () => ({ WINBACK_DATA: data }),
      look: () => openSqliteStore(join(data, 'winback.db'), { readonly: true }),
      close: async () => {},
    }
  },
}

/** Each of the two has a data folder of its own, as on two machines. */
export const REDIS: StoreKind = {
  name: 'redis',
  servers: 2,
  open: async (folder) => {
    if (!redisServer()) throw new Skip('redis-server is not on this machine')
    const redis = await startRedis()
    return {
      envOf: (n) => ({
        REDIS_URL: `redis://127.0.0.1:${redis.port}`,
        WINBACK_DATA: join(folder, `data-${n}`),
      }),
      look: async () => (await openRedisStore(singleSettings(redis.port))).store,
      close: redis.stop,
    }
  },
}

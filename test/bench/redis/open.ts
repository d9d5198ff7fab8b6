// The product's Redis store on servers of this machine: one port is a single server, several are a Cluster.
import type { Store } from '../../../src/ports/store.ts'
import type { RedisSettings } from '../../../src/stores/redis/settings.ts'

export const openRedis = async (ports: readonly number[]): Promise<Store> => {
  const settings: RedisSettings = {
    kind: ports.length > 1 ? 'cluster' : 'single',
    nodes: ports.map((port) => ({ host: '127.0.0.1', port })),
    ...{ tls: false, caFile: null, username: null, password: null, database: 0, replicas: null },
  }
  const path = '../../../src/stores/redis/open.ts' as string
  const { openRedisStore } = (await import(path)) as {
    openRedisStore: (settings: RedisSettings) => Promise<{ store: Store }>
  }
  return (await openRedisStore(settings)).store
}

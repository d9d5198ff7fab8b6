// The settings of the Redis store, as an operator writes them, and mistakes with what to do about each.
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { readRedisSettings } from '../../src/start/redis-settings.ts'

const read = (found: Parameters<typeof readRedisSettings>[0]) => {
  const faults: string[] = []
  return { settings: readRedisSettings(found, faults), faults }
}

describe('the settings of a Redis', () => {
  it('need not be there: the store is SQLite', () => {
    expect(readConfig({}).redis).toBeNull()
    expect(read({})).toEqual({ settings: null, faults: [] })
  })

  it('name one server, with TLS, a password and a database', () => {
    expect(read({ REDIS_URL: 'rediss://bot:p%40ss@redis.example:7000/3' })).toEqual({
      faults: [],
      settings: {
        ...{ kind: 'single', nodes: [{ host: 'redis.example', port: 7000 }], tls: true },
        ...{ username: 'bot', password: 'p@ss', database: 3, caFile: null, replicas: null },
      },
    })
    expect(read({ REDIS_URL: 'redis://[::1]' }).settings).toMatchObject({
      ...{ nodes: [{ host: '::1', port: 6379 }], tls: false, username: null, password: null, database: 0 },
    })
  })

  it('name some nodes of a Cluster, and how many replicas are waited for', () => {
    const { settings, faults } = read({
      REDIS_CLUSTER: 'redis://:secret@10.0.0.1:6379, redis://:secret@10.0.0.2',
      REDIS_REPLICAS: '1',
    })
    expect(faults).toEqual([])
    expect(settings).toMatchObject({
      ...{ kind: 'cluster', password: 'secret', replicas: 1 },
      nodes: [
        { host: '10.0.0.1', port: 6379 },
        { host: '10.0.0.2', port: 6379 },
      ],
    })
  })

  it.each([
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL: write redis://'],
    [{ REDIS_URL: 'http://redis.example' }, 'REDIS_URL: write redis://'],
    [{ REDIS_URL: 'redis://redis.example/0?db=1' }, 'REDIS_URL: write redis://'],
    [{ REDIS_CLUSTER: 'redis://a:1,nonsense' }, 'REDIS_CLUSTER: addresses'],
    [{ REDIS_CLUSTER: 'redis://a:1/2' }, 'REDIS_CLUSTER: addresses'],
    [{ REDIS_CLUSTER: 'redis://a:1,rediss://b:2' }, 'REDIS_CLUSTER: all nodes'],
    [{ REDIS_URL: 'redis://a', REDIS_CLUSTER: 'redis://a' }, 'not both'],
    [{ REDIS_REPLICAS: '1' }, 'REDIS_URL: needed'],
    [{ REDIS_URL: 'redis://a', REDIS_REPLICAS: 'all' }, 'REDIS_REPLICAS: how many'],
    [{ REDIS_URL: 'redis://a', REDIS_REPLICAS: '0' }, 'REDIS_REPLICAS: how many'],
    [{ REDIS_URL: 'rediss://a', REDIS_CA_FILE: '/nowhere.pem' }, 'there is no file /nowhere.pem'],
  ])('say what is wrong: %o', (found, said) => {
    expect(read(found).faults.join('\n')).toContain(said)
  })

  it('never show a password in what they say', () => {
    for (const found of [{ REDIS_URL: 'redis://:hunter2@a b' }, { REDIS_CLUSTER: 'redis://:hunter2@' }])
      expect(read(found).faults.join('\n')).not.toContain('hunter2')
  })
})

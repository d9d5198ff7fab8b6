// What is checked before anything is kept in a Redis, and what its failures are called.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openRedisStore } from '../../src/stores/redis/open.ts'
import type { RedisSettings } from '../../src/stores/redis/settings.ts'
import {
  freePorts,
  redisServer,
  singleSettings,
  startPrimary,
  startServer,
  theCluster,
  theServer,
} from '../redis/servers.ts'
import { aCommit } from './contract/making.ts'

const server = redisServer()
const skipped = server === null ? ' (skipped: redis-server is not installed)' : ''

const refused = async (settings: RedisSettings): Promise<string> => {
  try {
    const { store } = await openRedisStore(settings)
    await store.close()
    return 'opened'
  } catch (error) {
    expect(error).toMatchObject({ name: 'StoreError' })
    return (error as Error).message
  }
}

describe.skipIf(server === null)(`starting on a real Redis${skipped}`, () => {
  /** What is said where these settings stand; they are set back. */
  const saidWith = async (config: Readonly<Record<string, string>>, replicas: number | null = null) => {
    const { tell, port } = await theServer()
    const before = new Map<string, string>()
    for (const [name, value] of Object.entries(config)) {
      const [, was] = (await tell('CONFIG', 'GET', name)) as string[]
      before.set(name, was!)
      await tell('CONFIG', 'SET', name, value)
    }
    try {
      return await refused(singleSettings(port, { replicas }))
    } finally {
      for (const [name, was] of before) await tell('CONFIG', 'SET', name, was)
    }
  }

  test('a server that may throw data away is refused, naming the setting', async () => {
    expect(await saidWith({ 'maxmemory-policy': 'allkeys-lru' })).toMatch(
      /Set maxmemory-policy to noeviction/,
    )
  })

  test('a server that does not keep each write is refused, naming the setting', async () => {
    expect(await saidWith({ appendonly: 'no' })).toMatch(/Set appendonly to yes/)
    expect(await saidWith({ appendfsync: 'no' })).toMatch(/Set appendfsync to everysec/)
  })

  test('the durable profile wants all that it promises', async () => {
    expect(await saidWith({}, 1)).toMatch(/Set appendfsync to always/)
    expect(await saidWith({ appendfsync: 'always' }, 1)).toMatch(/Set min-replicas-to-write to 1/)
    expect(await saidWith({ appendfsync: 'always', 'min-replicas-to-write': '1' }, 1)).toMatch(
      /0 replica\(s\) are connected/,
    )
  })

  test('a replica, a node of a Cluster and a single server in a place of another are told apart', async () => {
    const servers = await startPrimary(1)
    onTestFinished(servers.stop)
    expect(await refused(singleSettings(servers.replicas[0]!.port))).toMatch(/this is a replica/)
    const cluster = await theCluster()
    expect(await refused(singleSettings(cluster.nodes[0]!.port))).toMatch(/Set REDIS_CLUSTER/)
    const { port } = await theServer()
    expect(await refused({ ...singleSettings(port), kind: 'cluster' })).toMatch(
      /REDIS_URL|none of these nodes/,
    )
  })

  test('data of another layout are not touched', async () => {
    const { tell, port } = await theServer()
    await tell('FLUSHALL')
    await tell('SET', '{p0}:format', '{"format":9,"partitions":512,"cluster":false}')
    expect(await refused(singleSettings(port))).toMatch(/layout 9, 512 partitions/)
    await tell('SET', '{p0}:format', '{"format":2,"partitions":256,"cluster":true}')
    expect(await refused(singleSettings(port))).toMatch(/on a Cluster/)
    await tell('FLUSHALL')
  })

  test('whoever may not read the settings hears what to look after', async () => {
    const { tell, port } = await theServer()
    await tell('ACL', 'SETUSER', 'guest', 'on', '>word', '~*', '&*', '+@all', '-config')
    const { store, notices } = await openRedisStore(
      singleSettings(port, { username: 'guest', password: 'word' }),
    )
    expect(notices[0]).toMatch(/may not read the server's settings.*appendfsync/)
    expect(await store.commit(aCommit({ shopper: 'of a guest' }))).toMatchObject({ kind: 'done' })
    await store.close()
    expect(await refused(singleSettings(port, { username: 'guest', password: 'no' }))).toMatch(
      /name and password/,
    )
  })

  test('what is wrong with the way there is said in words', async () => {
    const [port] = await freePorts(1)
    expect(await refused(singleSettings(port!))).toMatch(/nothing answers there/)
    const locked = await startServer({ requirepass: '', port: (await freePorts(1))[0]! })
    onTestFinished(locked.stop)
    await locked.tell('CONFIG', 'SET', 'requirepass', 'word')
    expect(await refused(singleSettings(locked.port))).toMatch(/asks for a password/)
    const nowhere = { ...singleSettings(6379), nodes: [{ host: 'no-such-host.invalid', port: 6379 }] }
    expect(await refused(nowhere)).toMatch(/no such host|cannot be looked up/)
  })

  test('a full memory is said so, nothing of the turn is written, and it goes on by itself', async () => {
    const { tell, port } = await theServer()
    await tell('FLUSHALL')
    const { store } = await openRedisStore(singleSettings(port))
    onTestFinished(store.close)
    await tell('CONFIG', 'SET', 'maxmemory', '1')
    const commit = aCommit({ due: 5 })
    await expect(store.commit(commit)).rejects.toMatchObject({ code: 'full' })
    await expect(store.probe()).rejects.toMatchObject({ code: 'full' })
    expect(await store.load('ann')).toMatchObject({ version: 0 })
    await tell('CONFIG', 'SET', 'maxmemory', '0')
    expect(await store.commit(commit)).toMatchObject({ kind: 'done' })
  })

  test('TLS: with the file of the authority it opens, without it says what to name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'winback-tls-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
    const san = 'subjectAltName=IP:127.0.0.1'
    const made = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ]
    execFileSync('openssl', [...made, '-subj', '/CN=redis', '-addext', san, '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    })
    const [tlsPort] = await freePorts(1)
    const tls = { 'tls-port': tlsPort!, 'tls-cert-file': cert, 'tls-key-file': key, 'tls-ca-cert-file': cert }
    const secure = await startServer({ ...tls, 'tls-auth-clients': 'no' })
    onTestFinished(secure.stop)
    const settings = singleSettings(tlsPort!, { tls: true, caFile: cert })
    await expect.poll(() => refused(settings)).toBe('opened')
    expect(await refused({ ...settings, caFile: null })).toMatch(/REDIS_CA_FILE/)
  })

  test('a server that was killed is waited for: what was asked meanwhile is done once it is back', async () => {
    const mine = await startServer()
    const { store } = await openRedisStore(singleSettings(mine.port))
    onTestFinished(store.close)
    await store.commit(aCommit())
    mine.kill()
    const second = store.commit(aCommit({ expects: 1 }))
    const back = await mine.again()
    onTestFinished(back.stop)
    expect(await second).toEqual({ kind: 'done', version: 2, line: 0 })
  })
})

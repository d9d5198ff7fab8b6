// The durable profile, on a real primary and its replica.
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { commitSurely } from '../../src/runtime/sure-commit.ts'
import { keyOf } from '../../src/stores/redis/keys.ts'
import { openRedisStore } from '../../src/stores/redis/open.ts'
import { partitionOf } from '../../src/stores/redis/partition.ts'
import { redisServer, type Server, singleSettings, startPrimary, until } from '../redis/servers.ts'
import { aCommit, anEvent, anItem, MINUTE, NOON } from './contract/making.ts'

const server = redisServer()
const skipped = server === null ? ' (skipped: redis-server is not installed)' : ''

describe.skipIf(server === null)(`the durable profile on a real Redis${skipped}`, () => {
  let servers: Awaited<ReturnType<typeof startPrimary>>
  let replica: Server
  beforeAll(async () => {
    servers = await startPrimary(1, { appendfsync: 'always', 'min-replicas-to-write': 1 })
    replica = servers.replicas[0]!
  })
  afterAll(() => servers?.stop())

  const open = async (): Promise<Store> => {
    await servers.primary.tell('FLUSHALL')
    const { store } = await openRedisStore(singleSettings(servers.primary.port, { replicas: 1 }))
    onTestFinished(store.close)
    return store
  }
  const halt = (): (() => void) => {
    process.kill(replica.pid, 'SIGSTOP')
    const goOn = (): void => void process.kill(replica.pid, 'SIGCONT')
    onTestFinished(goOn)
    return goOn
  }
  const issue = (n: number, ceiling = 100) =>
    aCommit({
      shopper: `s${n}`,
      event: anEvent({ reply: `issued ${n}` }),
      budget: [{ budget: 'spring', reserved: 10, spent: 0, ceiling }],
    })

  test('what is acknowledged is on the replica', async () => {
    const store = await open()
    expect(await store.commit(issue(1))).toMatchObject({ kind: 'done' })
    expect(await replica.tell('DBSIZE')).toBe(await servers.primary.tell('DBSIZE'))
  })

  test('while the replica is silent no code is issued, and talks go on', async () => {
    const store = await open()
    const goOn = halt()
    const first = issue(1)
    const unsure = store.commit(first)
    // Words wait for a moment, and are answered all the same.
    expect(await store.commit(aCommit({ shopper: 'words', event: anEvent() }))).toMatchObject({
      kind: 'done',
    })
    // By now it is known: whoever wants a code goes without, and nothing of it is written.
    expect(await store.commit(issue(2))).toEqual({ kind: 'refused', budgets: ['spring'] })
    goOn()
    expect(await unsure).toEqual({ kind: 'done', version: 1, line: 0 })
    await expect.poll(() => store.commit(issue(3))).toMatchObject({ kind: 'done' })
  })

  test('what stays unsure is asked again as it is, and is done once', { timeout: 60_000 }, async () => {
    const store = await open()
    const goOn = halt()
    const commit = issue(1)
    await expect(store.commit(commit)).rejects.toMatchObject({ name: 'StoreError', code: 'unsure' })
    // Known, but its reply would acknowledge it.
    await expect(store.known('s1', commit.event!.id)).rejects.toMatchObject({ code: 'unsure' })
    const again = commitSurely(store, commit)
    await pause(300)
    goOn()
    expect(await again).toEqual({ kind: 'done', version: 1, line: 0 })
    expect(await store.known('s1', commit.event!.id)).toMatchObject({ reply: 'issued 1' })
    expect(await store.records.budgets()).toEqual([{ budget: 'spring', reserved: 10, spent: 0 }])
  })

  test('a server that took over and never had it does not confirm it', { timeout: 60_000 }, async () => {
    const config = { appendfsync: 'always' }
    const lost = await startPrimary(1, { ...config, 'min-replicas-to-write': 1 })
    onTestFinished(lost.stop)
    const next = await startPrimary(1, config)
    onTestFinished(next.stop)
    const { store } = await openRedisStore(singleSettings(lost.primary.port, { replicas: 1 }))
    onTestFinished(store.close)
    process.kill(lost.replicas[0]!.pid, 'SIGSTOP')
    onTestFinished(() => void process.kill(lost.replicas[0]!.pid, 'SIGCONT'))
    // Put by another process, which knows no more of it, and seen by this one.
    const other = await openRedisStore(singleSettings(lost.primary.port, { replicas: 1 }))
    await other.store.claim([{ key: 'address:a', owner: 's1' }])
    await other.store.close()
    expect(await store.owners(['address:a'])).toEqual(['s1'])
    const answer = store.commit(issue(1))
    await until(
      'it is written',
      async () => Number(await lost.primary.tell('EXISTS', keyOf(partitionOf('s1'), 'shoppers'))) > 0,
    )
    // Before the replica has it, another server answers in its place, and has a replica of its own.
    lost.primary.kill()
    await until('the port is free', async () =>
      Boolean(await next.primary.tell('CONFIG', 'SET', 'port', `${lost.primary.port}`)),
    )
    expect(await answer).toEqual({ kind: 'done', version: 1, line: 0 })
    expect((await store.load('s1')).version).toBe(1)
    expect(await store.owners(['address:a'])).toEqual(['s1'])
    expect(await store.records.budgets()).toEqual([{ budget: 'spring', reserved: 10, spent: 0 }])
  })

  test('nothing leaves of what a failure may take back', { timeout: 60_000 }, async () => {
    const store = await open()
    await store.commit(aCommit({ outbox: [anItem({ id: 'ann.1' })] }))
    const goOn = halt()
    await expect(store.outbox.lease(NOON, 9, 'relay', NOON + MINUTE)).rejects.toMatchObject({
      code: 'unsure',
    })
    goOn()
    const later = NOON + MINUTE
    await expect
      .poll(async () =>
        (await store.outbox.lease(later, 9, 'relay', later + MINUTE).catch(() => [])).map(({ id }) => id),
      )
      .toEqual(['ann.1'])
  })
})

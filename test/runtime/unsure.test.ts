// The engine on a real Redis of the durable profile whose replica falls silent.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Commit } from '../../src/ports/store.ts'
import { openRedisStore } from '../../src/stores/redis/open.ts'
import { shippedRulebook } from '../core/world.ts'
import { redisServer, singleSettings, startPrimary } from '../redis/servers.ts'
import { openEngine, visitor } from './open-engine.ts'

const skipped = redisServer() === null ? ' (skipped: redis-server is not installed)' : ''

describe.skipIf(redisServer() === null)(`a turn whose commit is unsure${skipped}`, () => {
  test('is asked again as it was decided, and a code of it is issued once', { timeout: 60_000 }, async () => {
    const servers = await startPrimary(1, { appendfsync: 'always', 'min-replicas-to-write': 1 })
    onTestFinished(servers.stop)
    const { store } = await openRedisStore(singleSettings(servers.primary.port, { replicas: 1 }))
    const folder = mkdtempSync(join(tmpdir(), 'winback-unsure-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const asked: Commit[] = []
    const between = () => ({
      ...store,
      commit: (commit: Commit) => {
        asked.push(commit)
        return store.commit(commit)
      },
    })
    const world = await openEngine({ path: join(folder, 'unused.db'), rulebook: shippedRulebook(), between })
    onTestFinished(async () => {
      await world.close()
      await store.close()
    })
    const { engine } = world
    const campaign =
      shippedRulebook().flows.find((flow) => (flow.campaign.budget ?? 0) >= 200_000)?.name ?? ''
    const now = Date.now()
    const opened = { kind: 'chat_opened', address: visitor(1) } as const
    await engine.accept({ id: 'e1', at: now, trust: 'fact', from: visitor(1), what: opened })
    const shopper = (await engine.find(visitor(1)))!
    asked.length = 0

    process.kill(servers.replicas[0]!.pid, 'SIGSTOP')
    const does = { act: 'issue', offer: 'percent_15', campaign } as const
    const what = { kind: 'agent', agent: 'olena', does } as const
    const issuing = engine.accept({ id: 'e2', at: now, trust: 'fact', from: { shopper }, what })
    // Until the store has given it up once, and the turn asks it again.
    await expect.poll(() => asked.length, { timeout: 30_000 }).toBeGreaterThan(1)
    await pause(100)
    process.kill(servers.replicas[0]!.pid, 'SIGCONT')
    expect(await issuing).toMatchObject({ kind: 'done' })

    const issue = asked.filter(({ event }) => event?.id === 'e2')
    expect(issue.length).toBeGreaterThan(1)
    expect(new Set(issue.map((commit) => JSON.stringify(commit))).size).toBe(1)
    expect((await engine.shopper(shopper))?.codes).toHaveLength(1)
  })
})

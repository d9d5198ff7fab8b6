// The engine on a real Redis of the durable profile whose replica falls silent.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Commit } from '../../src/ports/store.ts'
import { openRedisStore } from '../../src/stores/redis/open.ts'
import { shippedRulebook } from '../core/world.ts'
import { redisServer, singleSettings, startPrimary } from '../redis/servers.ts'
import { openEngine, visitor } from './open-engine.ts'

const skipped = redisServer() === null ? ' (skipped: redis-server is not installed)' : ''

describe.skipIf(redisServer() === null)(`a turn whose commit is unsure${skipped}`, () => {
  test('is told as that; asked again under its id it stands, and a code of it is issued once', {
    timeout: 60_000,
  }, async () => {
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
    const issue = () => engine.accept({ id: 'e2', at: now, trust: 'fact', from: { shopper }, what })
    await expect(issue()).rejects.toMatchObject({ code: 'unsure' })
    process.kill(servers.replicas[0]!.pid, 'SIGCONT')
    expect(await issue()).toMatchObject({ kind: 'done' })

    // What was decided stands: asked again it is found, or the same is committed.
    const issued = asked.filter(({ event }) => event?.id === 'e2').map((commit) => JSON.stringify(commit))
    expect(new Set(issued).size).toBe(1)
    expect((await engine.shopper(shopper))?.codes).toHaveLength(1)
  })
})

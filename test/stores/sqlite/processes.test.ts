import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { verifyJournal } from '../../../src/stores/sqlite/verify.ts'
import { aCommit, all, NOON } from '../contract/making.ts'
import { aFolder } from './folder.ts'
import { startProcess } from './process.ts'

test('a server killed in the middle of commits loses nothing it answered and leaves nothing half', {
  timeout: 30_000,
}, async () => {
  const path = join(aFolder(), 'winback.db')
  const answered = new Map<string, number>()
  for (const [round, lines] of [50, 400, 1500].entries()) {
    const server = startProcess('commit-for-ever.ts', [path, `round${round}-`])
    await server.printed(lines)
    server.kill()
    await server.ended
    for (const line of server.lines) {
      const [shopper, version] = line.split(' ') as [string, string]
      answered.set(shopper, Number(version))
    }
  }

  const store = await openSqliteStore(path)
  const journal = Map.groupBy(await all(store.records.journal(0)), (entry) => entry.shopper)
  let commits = 0
  for (const [shopper, version] of answered) {
    const now = await store.load(shopper)
    commits += now.version
    expect(now.version).toBeGreaterThanOrEqual(version)
    // Each commit wrote its document, two lines, one journal entry: all of it, or none.
    expect(JSON.parse(now.document!).version).toBe(now.version)
    expect(await store.records.lines(shopper, 0, 1e6)).toHaveLength(2 * now.version)
    expect(journal.get(shopper)?.map((entry) => entry.version)).toEqual(
      Array.from({ length: now.version }, (_, n) => n + 1),
    )
  }
  expect(answered.size).toBe(30)
  expect(await store.records.eventCount()).toBe(commits)
  expect(await store.records.budgets()).toEqual([{ budget: 'spring', reserved: 3 * commits, spent: 0 }])
  const heads = await store.outbox.lease(NOON, 99, 'relay', NOON + 1)
  expect(heads.map(({ id }) => id).sort()).toEqual([...answered.keys()].map((name) => `${name}.0.0`).sort())
  await store.close()
  expect(await verifyJournal(path)).toEqual({ entries: commits, broken: null })
})

test('two servers and a command on one budget: used up to the last unit, never passed, none refused too early', {
  timeout: 30_000,
}, async () => {
  const path = join(aFolder(), 'winback.db')
  const store = await openSqliteStore(path, { sync: 'normal' })
  const servers = ['a', 'b'].map((name) =>
    startProcess('issue-until-refused.ts', [path, name, '2000', '150']),
  )
  // The command line beside them, on a connection of its own.
  let own = 0
  for (let n = 0; n < 20; n++) {
    const budget = [{ budget: 'spring', reserved: 10, spent: 0, ceiling: 2000 }]
    if ((await store.commit(aCommit({ shopper: `own-${n}`, budget }))).kind === 'done') own++
  }
  expect(await Promise.all(servers.map(({ ended }) => ended))).toEqual([0, 0])
  const issued = servers.map(({ lines }) => Number(lines[0]!.split(' ')[0]))
  expect(own + issued[0]! + issued[1]!).toBe(200)
  expect(await store.records.budgets()).toEqual([{ budget: 'spring', reserved: 2000, spent: 0 }])
  await store.close()
  expect(await verifyJournal(path)).toEqual({ entries: 200, broken: null })
})

test('while another process writes, commits wait for it; when it dies, they go through', async () => {
  const path = join(aFolder(), 'winback.db')
  const store = await openSqliteStore(path)
  const other = startProcess('hold.ts', ['writing', path])
  await other.printed(1)
  const commit = store.commit(aCommit())
  // Reading goes on meanwhile.
  expect((await store.load('ann')).version).toBe(0)
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect((await store.load('ann')).version).toBe(0)
  other.kill()
  expect(await commit).toMatchObject({ kind: 'done' })
  await store.close()
})

// A chain that SQLite made and that was moved to Redis: an erasure empties its entries and says so in SQLite's own way.
import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Backup, BackupRecord } from '../../src/ports/backup.ts'
import type { Store } from '../../src/ports/store.ts'
import { openRedisStore } from '../../src/stores/redis/open.ts'
import { NOON } from '../stores/contract/making.ts'
import { redisServer, singleSettings, startServer } from './servers.ts'

const ANN = 's_annannannannanna'
const ALIAS = 'x_0123456789abcdef'
const server = redisServer()
const skipped = server === null ? ' (skipped: redis-server is not installed)' : ''

const linkOf = (before: string, seq: number, shopper: string, entry: string, version = 1): string =>
  hash('sha256', `${before}\n${JSON.stringify([seq, shopper, version, NOON, entry])}`, 'hex')

describe.skipIf(server === null)(`a chain that was moved to Redis${skipped}`, () => {
  test('stays whole when one of its shoppers is erased', async () => {
    const redis = await startServer()
    const { store } = await openRedisStore(singleSettings(redis.port))
    const { backup } = store as Store & { readonly backup: Backup }
    const entry = (seq: number, shopper: string, link: string): BackupRecord => ({
      ...{
        kind: 'journal',
        chain: '',
        seq,
        shopper,
        version: 1,
        at: NOON,
        entry: `{"n":${seq}}`,
        hash: link,
      },
    })
    const links = [linkOf('', 1, ANN, '{"n":1}')]
    links.push(linkOf(links[0]!, 2, 's_2', '{"n":2}'))
    await backup.write([entry(1, ANN, links[0]!), entry(2, 's_2', links[1]!)])
    const plan = { alias: ALIAS, shoppers: [ANN], versions: [0], addresses: [], visits: [], parked: [] }
    await store.erasure.begin({ ...plan, budget: [], rows: [], key: null, at: NOON })
    expect(await store.erasure.finish(NOON)).toBe(0)
    const chain: BackupRecord[] = []
    for await (const one of backup.read()) if (one.kind === 'journal' && one.chain === '') chain.push(one)
    const digest = hash('sha256', `1:${links[0]}\n`, 'hex')
    const said = JSON.stringify({ erasure: { of: ALIAS, count: 1, digest } })
    expect(chain).toMatchObject([
      { seq: 1, shopper: ALIAS, entry: '{"erased":1}', hash: links[0] },
      { seq: 2, shopper: 's_2', hash: links[1] },
      { seq: 3, shopper: '', entry: said, hash: linkOf(links[1]!, 3, '', said, 0) },
    ])
    await store.close()
    await redis.stop()
  })
})

// How many commits a second. Usage: node test/stores/sqlite/bench.ts [normal|full] [commits] [at once] [document bytes]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sync } from '../../../src/stores/sqlite/database.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { aCommit, anEvent, anItem, NOON } from '../contract/making.ts'

const [sync = 'normal', commits = '40000', atOnce = '100', bytes = '2000'] = process.argv.slice(2)
const SHOPPERS = 5000

const folder = mkdtempSync(join(tmpdir(), 'winback-bench-'))
const store = await openSqliteStore(join(folder, 'winback.db'), { sync: sync as Sync })
const document = 'x'.repeat(Number(bytes))
let next = 0

/** Every third commit says something, every fifth issues. */
const commitOne = async (n: number): Promise<void> => {
  const shopper = `shopper-${n % SHOPPERS}`
  const { version } = await store.load(shopper)
  const talks = n % 3 === 0
  const issues = n % 5 === 0
  await store.commit(
    aCommit({
      shopper,
      expects: version,
      document,
      event: anEvent({ id: `${Math.imul(n, 2654435761)}.${n}`, at: NOON + n }),
      due: NOON + ((n * 7919) % 1_000_000),
      outbox: talks ? [anItem({ lane: shopper, shopper })] : [],
      lines: talks ? [{ at: NOON, who: 'bot', text: 'hello there' }] : [],
      enrolments: issues ? [{ id: `${shopper}:spring:1`, row: '{"arm":"offer"}' }] : [],
      budget: issues ? [{ budget: 'spring', reserved: 1, spent: 0, ceiling: 1e9 }] : [],
      journal: 'j'.repeat(400),
    }),
  )
}

const began = performance.now()
await Promise.all(
  Array.from({ length: Number(atOnce) }, async () => {
    while (next < Number(commits)) await commitOne(next++)
  }),
)
const seconds = (performance.now() - began) / 1000
console.log(`${sync}, ${atOnce} at once: ${Math.round(Number(commits) / seconds)} commits/s`)
await store.close()
rmSync(folder, { recursive: true })

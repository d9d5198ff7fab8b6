// The digest is made once, by any number of processes, and is there for all of them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { keepDigest, keptDigests } from '../../src/start/digests.ts'
import { createReports } from '../../src/start/reports.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { DAY, rowOf } from '../core/report/rows.ts'
import { shippedRulebook } from '../core/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'winback-digest-'))
const path = join(folder, 'winback.db')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const MONDAY = Date.UTC(2026, 10, 23, 9)

it('is made once a week, whoever is first, and a week later there is another', async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, () => openSqliteStore(path)))
  const db = new DatabaseSync(path)
  db.prepare('INSERT INTO enrolment VALUES (?, ?)').run(
    's:cart:1',
    JSON.stringify(rowOf('s', { at: MONDAY - 3 * DAY })),
  )
  db.close()
  const rulebook = shippedRulebook()
  const at = (now: number) =>
    Promise.all(
      stores.map(({ records, notes }) =>
        keepDigest({ records, notes, rulebook: () => rulebook, clock: () => now }),
      ),
    )
  expect((await at(MONDAY)).toSorted()).toEqual([0, 0, 0, 1])
  expect(await at(MONDAY + DAY)).toEqual([0, 0, 0, 0])
  const made = async () => (await keptDigests(stores[3]!.notes)).digests.map(({ from, to }) => [from, to])
  expect(await made()).toEqual([['2026-11-16', '2026-11-22']])
  expect((await at(MONDAY + 7 * DAY)).toSorted()).toEqual([0, 0, 0, 1])
  expect(await made()).toHaveLength(2)
  // The same question of many at once is one pass over the rows.
  let passes = 0
  const [{ records } = stores[0]!] = stores
  const counted = {
    ...records,
    enrolments: () => {
      passes++
      return records.enrolments()
    },
  }
  const report = createReports({ records: counted, rulebook: () => rulebook, clock: () => MONDAY })
  const all = await Promise.all(Array.from({ length: 20 }, () => report({ by: 'hour' })))
  expect(passes).toBe(1)
  expect(all.every(({ report }) => report.rows === 1)).toBe(true)
  // Only the first was made for its asking: the others may miss what happened meanwhile, and say when to ask again.
  expect(all.filter(({ newer_in }) => newer_in === null)).toHaveLength(1)
  const later = await report({ by: 'hour' })
  expect(later.newer_in).toBeGreaterThan(0)
  await new Promise((done) => setTimeout(done, later.newer_in ?? 0))
  expect(await report({ by: 'hour' })).toMatchObject({ newer_in: null })
  expect(passes).toBe(2)
  await Promise.all(stores.map((store) => store.close()))
})

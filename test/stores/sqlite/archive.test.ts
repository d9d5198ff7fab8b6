import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { Store } from '../../../src/ports/store.ts'
import { archiveJournal } from '../../../src/stores/sqlite/archive.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { verifyJournal } from '../../../src/stores/sqlite/verify.ts'
import { aCommit, all } from '../contract/making.ts'
import { aFolder } from './folder.ts'

const DAY = 86_400_000
const SEPTEMBER = Date.UTC(2026, 8, 1)

/** One entry a day from 1 September. */
const keepDays = async (store: Store, from: number, days: number): Promise<void> => {
  for (let day = from; day < from + days; day++)
    await store.commit(
      aCommit({ shopper: `day ${day}`, at: SEPTEMBER + day * DAY, journal: `"день ${day}"` }),
    )
}

const seqs = async (store: Store, after = 0): Promise<number[]> =>
  (await all(store.records.journal(after))).map(({ seq }) => seq)

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, n) => first + n)

test('old entries move to one file a month; the journal reads on as before', async () => {
  const folder = aFolder()
  const path = join(folder, 'winback.db')
  const store = await openSqliteStore(path)
  await keepDays(store, 0, 90)
  const before = await all(store.records.journal(0))
  expect(await archiveJournal(path, SEPTEMBER + 45 * DAY)).toBe(45)
  expect(readdirSync(join(folder, 'journal'))).toEqual(['2026-09.jsonl', '2026-10.jsonl'])
  expect(await all(store.records.journal(0))).toEqual(before)
  expect(await archiveJournal(path, SEPTEMBER + 80 * DAY)).toBe(35)
  expect(await archiveJournal(path, SEPTEMBER + 80 * DAY)).toBe(0)
  expect(await all(store.records.journal(0))).toEqual(before)
  expect(await seqs(store, 40)).toEqual(upTo(90, 41))
  expect(await seqs(store, 85)).toEqual(upTo(90, 86))
  expect(await verifyJournal(path)).toEqual({ entries: 90, broken: null })
  await store.close()
})

test('commits go on after everything was archived', async () => {
  const path = join(aFolder(), 'winback.db')
  const store = await openSqliteStore(path)
  await keepDays(store, 0, 3)
  await archiveJournal(path, SEPTEMBER + 9 * DAY)
  await keepDays(store, 3, 2)
  expect(await seqs(store)).toEqual(upTo(5))
  expect(await verifyJournal(path)).toEqual({ entries: 5, broken: null })
  await store.close()
})

test('what a crashed archiving wrote and did not finish is neither doubled nor lost', async () => {
  const folder = aFolder()
  const path = join(folder, 'winback.db')
  const store = await openSqliteStore(path)
  await keepDays(store, 0, 20)
  await archiveJournal(path, SEPTEMBER + 10 * DAY)
  const file = join(folder, 'journal', '2026-09.jsonl')
  // It had written some entries and a half more when the power went; they are still in the table.
  const [whole] = readFileSync(file, 'utf8').split('\n') as [string]
  const more = [11, 12, 13, 14, 15, 16, 17].map((seq) => whole.replace('"seq":1,', `"seq":${seq},`))
  appendFileSync(file, `${more.join('\n')}\n${whole.slice(0, 30)}`)
  expect(await seqs(store)).toEqual(upTo(20))
  expect(await archiveJournal(path, SEPTEMBER + 15 * DAY)).toBe(5)
  expect(await seqs(store)).toEqual(upTo(20))
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(15)
  expect(await verifyJournal(path)).toEqual({ entries: 20, broken: null })
  await store.close()
})

test('an archiving while the journal is being read hides nothing from the reader', async () => {
  const path = join(aFolder(), 'winback.db')
  const store = await openSqliteStore(path)
  await Promise.all(upTo(1500).map((n) => store.commit(aCommit({ shopper: `s${n}`, at: SEPTEMBER }))))
  const seen: number[] = []
  for await (const { seq } of store.records.journal(0)) {
    if (seq === 100) await archiveJournal(path, SEPTEMBER + DAY)
    seen.push(seq)
  }
  expect(seen).toEqual(upTo(1500))
  await store.close()
})

test('an entry whose clock stepped back stays in its place', async () => {
  const folder = aFolder()
  const path = join(folder, 'winback.db')
  const store = await openSqliteStore(path)
  await keepDays(store, 29, 3)
  await keepDays(store, 5, 1)
  await archiveJournal(path, SEPTEMBER + 60 * DAY)
  expect(await seqs(store)).toEqual(upTo(4))
  expect(await verifyJournal(path)).toEqual({ entries: 4, broken: null })
  await store.close()
})

test('a change of the past is seen, in the table and in a file', async () => {
  const folder = aFolder()
  const path = join(folder, 'winback.db')
  const store = await openSqliteStore(path)
  await keepDays(store, 0, 20)
  await archiveJournal(path, SEPTEMBER + 10 * DAY)
  await store.close()
  const db = new DatabaseSync(path)
  db.exec("UPDATE journal SET entry = 'forged' WHERE seq = 15")
  db.close()
  expect(await verifyJournal(path)).toMatchObject({ broken: 15 })
  const file = join(folder, 'journal', '2026-09.jsonl')
  writeFileSync(file, readFileSync(file, 'utf8').replace('день 3', 'день 9'))
  expect(await verifyJournal(path)).toMatchObject({ broken: 4 })
})

test('a part of the journal that was moved away is named', async () => {
  const folder = aFolder()
  const path = join(folder, 'winback.db')
  const store = await openSqliteStore(path)
  await keepDays(store, 0, 5)
  await archiveJournal(path, SEPTEMBER + 9 * DAY)
  rmSync(join(folder, 'journal', '2026-09.jsonl'))
  await expect(seqs(store)).rejects.toThrow('2026-09.jsonl: this part of the journal was moved away')
  await store.close()
})

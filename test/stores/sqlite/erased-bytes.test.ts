// Erasure on the bytes of the data file after a life of its own: pages that split and merged, documents that grew and
// shrank, rows between those of others. Nothing of the erased is left on any page, and the others read as before.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { archiveJournal } from '../../../src/stores/sqlite/archive.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { verifyJournal } from '../../../src/stores/sqlite/verify.ts'
import { aCommit, anEvent, anItem, NOON } from '../contract/making.ts'

const folder = mkdtempSync(join(tmpdir(), 'winback-erased-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'winback.db')

const MARK = (n: number) => `таємне-слово-${n}-кінець`
const SHOPPERS = 240
const ROUNDS = 5

/** The same numbers every time. */
const drawn = (seed: number): number => ((Math.imul(seed, 1_103_515_245) + 12_345) >>> 8) % 5_000

it('leaves no byte of thirty erased shoppers among many', async () => {
  const store = await openSqliteStore(path, { sync: 'normal' })
  const idOf = (n: number) => `s_${String(n).padStart(16, '0')}`
  for (let round = 0; round < ROUNDS; round++)
    await Promise.all(
      Array.from({ length: SHOPPERS }, async (_, n) => {
        const words = `${MARK(n)} ${'x'.repeat(drawn(n * ROUNDS + round))} ${MARK(n)}`
        await store.claim([{ key: `address:${n}-${round}`, owner: idOf(n) }])
        await store.commit(
          aCommit({
            ...{ id: `${idOf(n)}.${round + 1}.e`, shopper: idOf(n), expects: round },
            document: JSON.stringify({ id: idOf(n), words }),
            lines: [{ at: NOON, who: 'shopper', text: words }],
            event: anEvent({ id: `hint:${MARK(n)}:${round}`, reply: JSON.stringify({ words }) }),
            outbox: [anItem({ id: `${n}.${round}`, shopper: idOf(n), lane: `web:${n}`, payload: words })],
            tickets: [
              { id: `${idOf(n)}.t${round}`, shopper: idOf(n), open: round % 2 === 0, at: NOON, row: words },
            ],
            journal: JSON.stringify({ event: { words } }),
            at: NOON + round,
          }),
        )
      }),
    )
  expect(await archiveJournal(path, NOON + 2)).toBe(2 * SHOPPERS)
  const erased = Array.from({ length: 30 }, (_, n) => n * 7 + 3)
  for (const n of erased)
    await store.erasure.begin({
      ...{
        alias: `x_${String(n).padStart(16, '0')}`,
        shoppers: [idOf(n)],
        versions: [ROUNDS],
        addresses: [MARK(n)],
        tickets: [],
      },
      ...{ visits: [], parked: [], budget: [], rows: [], key: null, at: NOON + 9 },
    })
  expect(await store.erasure.finish(NOON + 10)).toBe(0)
  const files = [path, `${path}-wal`, ...['2026-11.jsonl'].map((name) => join(folder, 'journal', name))]
  for (const file of files) {
    const bytes = readFileSync(file)
    expect(erased.filter((n) => bytes.includes(MARK(n)) || bytes.includes(idOf(n)))).toEqual([])
  }
  expect(await verifyJournal(path)).toEqual({ entries: SHOPPERS * ROUNDS + erased.length, broken: null })
  expect(await store.records.lines(idOf(1), 0, 99)).toHaveLength(ROUNDS)
  await store.close()
}, 60_000)

it('sees who empties an entry that nothing answers for', async () => {
  const { DatabaseSync } = await import('node:sqlite')
  const db = new DatabaseSync(path)
  const { seq } = db.prepare("SELECT max(seq) AS seq FROM journal WHERE entry NOT LIKE '{\"era%'").get() as {
    seq: number
  }
  db.prepare(`UPDATE journal SET entry = '{"erased":1}', shopper = 'x_forged' WHERE seq = ?`).run(seq)
  db.close()
  expect((await verifyJournal(path)).broken).toBe(seq)
})

// Chains of a Redis, and several at once: what one shop's SQLite can't show.
import { hash } from 'node:crypto'
import { expect, it } from 'vitest'
import { createBudgetCheck } from './budgets.ts'
import { createChainCheck } from './chains.ts'
import { createIssueCheck } from './issues.ts'
import type { AuditRecord, Check } from './records.ts'
import { createTold } from './told.ts'

type Entry = Extract<AuditRecord, { kind: 'journal' }>

const chainOf = (chain: string, entries: readonly { at: number; entry: unknown }[]): Entry[] => {
  let before = ''
  return entries.map(({ at, entry }, n) => {
    const text = JSON.stringify(entry)
    const [seq, version, shopper] = [n + 1, n + 1, `s-${chain}`]
    before = hash('sha1', `${before}\n${seq} ${version} ${at} ${shopper}\n${hash('sha256', text)}`)
    return { kind: 'journal', chain, seq, version, at, shopper, entry: text, hash: before }
  })
}
const run = (check: Check, records: readonly AuditRecord[]) => {
  for (const record of records) check.take(record)
  return check.end().map(({ what }) => what)
}
const moved = (at: number, ...moves: readonly unknown[]) => ({
  at,
  entry: { event: { kind: 'said' }, did: { moves } },
})

it('a partition’s chain is checked by its own rule', () => {
  const chain = chainOf('p7', [moved(1), moved(2), moved(3)])
  expect(run(createChainCheck(), chain)).toEqual([])
  const changed = chain.map((one) => (one.seq === 2 ? { ...one, at: 9 } : one))
  expect(run(createChainCheck(), changed)).toEqual([
    "the journal's chain p7 is broken at entry 2: it was changed",
  ])
})

it('a code that was used seconds after its issue was issued before', () => {
  const journal = createTold()
  const issued = { code: 'c1', campaign: 'cart', offer: 'ten', cause: 's:cart:1', uses: 1 }
  const used = { id: 'u1', code: 'c1', order: 'D-1', amount: 60 }
  const one = chainOf('p1', [
    {
      at: 1_000,
      entry: { event: { kind: 'said' }, did: { issued: [issued], moves: [['cart', 60, 0, 100]] } },
    },
    { at: 3_000, entry: { event: { kind: 'used' }, did: { used: [used], moves: [['cart', -60, 60]] } } },
  ])
  const records = [...one, ...chainOf('p2', [moved(2_000, ['cart', 10, 0, 100])])]
  for (const record of records) journal.take(record)
  expect(run(createIssueCheck(journal), records)).toEqual([])
})

it('issues of all chains count together, in the order of their time', () => {
  const budgets = (records: readonly AuditRecord[]) => {
    const journal = createTold()
    for (const record of records) journal.take(record)
    return run(createBudgetCheck(journal), records)
  }
  const one = chainOf('p1', [moved(10, ['cart', 60, 0, 100]), moved(30_000, ['cart', -60, 0])])
  const two = chainOf('p2', [moved(40_000, ['cart', 60, 0, 100])])
  const stands = { kind: 'budget', budget: 'cart', reserved: 60, spent: 0 } as const
  expect(budgets([stands, ...one, ...two])).toEqual([])
  // Before the first was given back there was no room.
  const early = chainOf('p2', [moved(5_000, ['cart', 60, 0, 100])])
  expect(budgets([stands, ...one, ...early])).toEqual([
    'entry p2:1: an issue brought cart to 120, beyond its 100',
  ])
})

import { describe, expect } from 'vitest'
import type { BudgetMove } from '../../../src/ports/store.ts'
import { aCommit, anItem, NOON, tally } from './making.ts'
import { rulesOf, type Subject } from './subject.ts'

const reserve = (reserved: number, ceiling: number, budget = 'spring'): BudgetMove => ({
  budget,
  reserved,
  spent: 0,
  ceiling,
})

export const budgetContract = (subject: Subject): void => {
  describe(`${subject.name}: a campaign's money`, () => {
    const rule = rulesOf(subject)

    rule('a code is refused only where its worst case would pass the budget', async ({ store }) => {
      expect(await store.commit(aCommit({ budget: [reserve(60, 100)] }))).toMatchObject({ kind: 'done' })
      expect(await store.commit(aCommit({ expects: 1, budget: [reserve(41, 100)] }))).toEqual({
        kind: 'refused',
        budgets: ['spring'],
      })
      expect(await store.commit(aCommit({ expects: 1, budget: [reserve(40, 100)] }))).toMatchObject({
        kind: 'done',
      })
      expect(await store.records.budgets()).toEqual([{ budget: 'spring', reserved: 100, spent: 0 }])
    })

    rule('a refusal writes nothing at all', async ({ store }) => {
      const refused = aCommit({
        document: 'never',
        due: NOON,
        outbox: [anItem()],
        lines: [{ at: NOON, who: 'bot', text: 'never' }],
        tickets: [{ id: 't', shopper: 'ann', open: true, at: NOON, row: '{}' }],
        enrolments: [{ id: 'ann:spring:1', row: '{}' }],
        budget: [reserve(10, 100), reserve(200, 100)],
      })
      expect(await store.commit(refused)).toEqual({ kind: 'refused', budgets: ['spring'] })
      expect(await store.load('ann')).toMatchObject({ version: 0, document: null })
      expect(await store.nextDue()).toBeNull()
      expect(await store.outbox.next()).toBeNull()
      expect(await store.records.lines('ann', 0, 9)).toEqual([])
      expect(await store.records.tickets(true, 9)).toEqual([])
      expect(await store.records.budgets()).toEqual([])
    })

    rule('several moves are checked together: each fits alone, both do not', async ({ store }) => {
      const both = aCommit({ budget: [reserve(60, 100), reserve(60, 100)] })
      expect(await store.commit(both)).toEqual({ kind: 'refused', budgets: ['spring'] })
    })

    rule('every budget without room is named, once', async ({ store }) => {
      const commit = aCommit({
        budget: [reserve(9, 5, 'a'), reserve(1, 5, 'b'), reserve(9, 5, 'c'), reserve(9, 5, 'a')],
      })
      expect(await store.commit(commit)).toEqual({ kind: 'refused', budgets: ['a', 'c'] })
    })

    rule('what is settled or given back makes room', async ({ store }) => {
      await store.commit(aCommit({ budget: [reserve(100, 100)] }))
      await store.commit(aCommit({ expects: 1, budget: [{ budget: 'spring', reserved: -60, spent: 20 }] }))
      expect(await store.commit(aCommit({ expects: 2, budget: [reserve(41, 100)] }))).toMatchObject({
        kind: 'refused',
      })
      expect(await store.commit(aCommit({ expects: 2, budget: [reserve(40, 100)] }))).toMatchObject({
        kind: 'done',
      })
      expect(await store.records.budgets()).toEqual([{ budget: 'spring', reserved: 80, spent: 20 }])
    })

    rule('room given back earlier in a commit counts for what comes after it', async ({ store }) => {
      await store.commit(aCommit({ budget: [reserve(100, 100)] }))
      const swap = [{ budget: 'spring', reserved: -50, spent: 0 }, reserve(50, 100)]
      expect(await store.commit(aCommit({ expects: 1, budget: swap }))).toMatchObject({ kind: 'done' })
    })

    rule('a fact is booked even beyond the budget: an overrun is shown, not hidden', async ({ store }) => {
      await store.commit(aCommit({ budget: [reserve(100, 100)] }))
      const overrun = aCommit({ expects: 1, budget: [{ budget: 'spring', reserved: 0, spent: 30 }] })
      expect(await store.commit(overrun)).toMatchObject({ kind: 'done' })
      expect(await store.records.budgets()).toEqual([{ budget: 'spring', reserved: 100, spent: 30 }])
    })

    rule(
      'however many issue at once, the budget is used up to the last unit and never passed',
      async (world) => {
        const stores = [world.store, await world.another(), await world.another()]
        const issue = (n: number) =>
          stores[n % 3]!.commit(aCommit({ shopper: `s${n}`, budget: [reserve(7, 700)] }))
        const results = await Promise.all(Array.from({ length: 150 }, (_, n) => issue(n)))
        if (!subject.name.includes('moving')) expect(tally(results)).toEqual({ done: 100, refused: 50 })
        // While slots move, a share of the room may be on its way, and some are refused for it: they ask again.
        for (const [n, { kind }] of results.entries()) if (kind === 'refused') results[n] = await issue(n)
        expect(tally(results)).toEqual({ done: 100, refused: 50 })
        expect(await world.store.records.budgets()).toEqual([{ budget: 'spring', reserved: 700, spent: 0 }])
      },
    )
  })
}

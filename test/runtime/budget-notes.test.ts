// The budgets in force stand in the journal before anything is given under them.
import { expect, it } from 'vitest'
import { noteBudgets } from '../../src/runtime/budget-notes.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { rulebookOf, SHOP } from '../core/world.ts'

const flow = (budget: string) =>
  rulebookOf(
    {
      discount: `
flow: discount
about: Asked for a code.
start: { on: ask_discount }
campaign: { budget: ${budget}, until: none }
steps: [{ give: fixed_100 }]
`,
    },
    `${SHOP}budget: { per_month: 900 UAH }\n`,
  )

it('a lowered budget is an entry of the journal, and one that stays is none', async () => {
  const store = await openSqliteStore(':memory:', { sync: 'normal' })
  await noteBudgets(store.notes, flow('{ amount: 500 UAH, codes: 5 }'), 1)
  await noteBudgets(store.notes, flow('{ amount: 500 UAH, codes: 5 }'), 2)
  await Promise.all([
    noteBudgets(store.notes, flow('300 UAH'), 3),
    noteBudgets(store.notes, flow('300 UAH'), 3),
  ])
  const entries: unknown[] = []
  for await (const { shopper, at, entry } of store.records.journal(0))
    entries.push({ shopper, at, ...JSON.parse(entry).budgets })
  const shop = { per_month: 90_000 }
  expect(entries).toEqual([
    { shopper: '', at: 1, campaigns: { discount: { amount: 50_000, codes: 5 } }, shop },
    { shopper: '', at: 3, campaigns: { discount: { amount: 30_000 } }, shop },
  ])
  await store.close()
})

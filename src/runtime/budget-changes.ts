// A budget that was changed in the flows is an event of its own in the journal: who lowered it when can be asked later.
import { writtenOf } from '../core/budget-in-force.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Store } from '../ports/store.ts'

/** The note of the budgets as the files said them last. */
const BUDGETS = 'budgets'

type Budgets = Readonly<Record<string, number | null>>

/** `from` and `to` in minor units; null: no limit; missing: there was, or is, no such campaign. */
export type BudgetChange = {
  readonly campaign: string
  readonly from?: number | null
  readonly to?: number | null
}

const changesOf = (before: Budgets, after: Budgets): readonly BudgetChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name])
    .toSorted()
    .map((campaign) => ({
      campaign,
      ...(campaign in before && { from: before[campaign]! }),
      ...(campaign in after && { to: after[campaign]! }),
    }))

/** Journals what is different from what was known; answers it. Another process may be first: then it has done it. */
export const noteBudgets = async (
  notes: Store['notes'],
  rulebook: Rulebook,
  at: number,
): Promise<readonly BudgetChange[]> => {
  const note = await notes.get(BUDGETS)
  const before = note ? (JSON.parse(note.value) as Budgets) : {}
  const after = Object.fromEntries(writtenOf(rulebook.flows).map(({ name, budget }) => [name, budget]))
  const changes = changesOf(before, after)
  if (changes.length === 0) return []
  const entry = JSON.stringify({ kind: 'budgets_changed', rulebook: rulebook.hash, changes })
  return (await notes.put(BUDGETS, note?.version ?? 0, JSON.stringify(after), { at, entry })) ? changes : []
}

// What budgets are in force, noted before a rulebook is: a change is an entry of the journal, of no shopper, so that at
// any point of the journal it is known how much could be given.
import { budgetsOf } from '../core/budget/in-force.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Notes } from '../ports/notes.ts'

/** The note that holds them. */
export const BUDGETS = 'budgets'

/** Writes nothing where they are what they were. `at`: ms since 1970. */
export const noteBudgets = async (notes: Notes, rulebook: Rulebook, at: number): Promise<void> => {
  const value = JSON.stringify(budgetsOf(rulebook))
  for (;;) {
    const before = await notes.get(BUDGETS)
    if (before?.value === value) return
    const entry = JSON.stringify({ kind: BUDGETS, rulebook: rulebook.hash, budgets: JSON.parse(value) })
    if (await notes.put(BUDGETS, before?.version ?? 0, value, { at, entry })) return
  }
}

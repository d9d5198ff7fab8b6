// The budgets' money: asked for room before a commit writes, moved when it does. Does not know who issues.
import type { DatabaseSync } from 'node:sqlite'
import type { BudgetState } from '../../ports/records.ts'
import type { BudgetMove } from '../../ports/store.ts'

export type Budgets = {
  /** Those that have no room for these moves, taken together and in their order. */
  readonly withoutRoom: (moves: readonly BudgetMove[]) => readonly string[]
  readonly move: (moves: readonly BudgetMove[]) => void
  readonly all: () => readonly BudgetState[]
}

type Sums = { readonly reserved: number; readonly spent: number }

export const createBudgets = (db: DatabaseSync): Budgets => {
  const select = db.prepare('SELECT reserved, spent FROM budget WHERE budget = ?')
  const upsert = db.prepare(`
    INSERT INTO budget VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET reserved = reserved + excluded.reserved, spent = spent + excluded.spent`)
  const all = db.prepare('SELECT budget, reserved, spent FROM budget ORDER BY budget')

  const used = (budget: string): number => {
    const sums = select.get(budget) as Sums | undefined
    return sums ? sums.reserved + sums.spent : 0
  }

  return {
    withoutRoom: (moves) => {
      if (!moves.some((move) => move.ceiling !== undefined)) return []
      const sums = new Map<string, number>()
      const spent = new Set<string>()
      for (const { budget, reserved, spent: taken, ceiling } of moves) {
        const sum = (sums.get(budget) ?? used(budget)) + reserved + taken
        sums.set(budget, sum)
        if (ceiling !== undefined && sum > ceiling) spent.add(budget)
      }
      return [...spent]
    },
    move: (moves) => {
      for (const { budget, reserved, spent } of moves) upsert.run(budget, reserved, spent)
    },
    all: () =>
      (all.all() as BudgetState[]).map(({ budget, reserved, spent }) => ({ budget, reserved, spent })),
  }
}

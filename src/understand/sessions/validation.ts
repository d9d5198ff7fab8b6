// Cross-validation of the two models and of the plain regression: what each says of rows that it did not learn from.
// Everything that is fitted, categories' rates too, is fitted within the folds.
import { binsOf, scoreOf } from './chance-model.ts'
import { numbersOf, ratesIn, ratesOf } from './file-features.ts'
import { fitChance } from './fit.ts'
import { foldsOf } from './judge.ts'
import { pageNumbers, pageSessionOf } from './page-features.ts'
import { plainLogistic } from './plain-logistic.ts'
import type { Outcomes } from './read-file.ts'
import { FILE_RECIPE, PAGE_RECIPE } from './recipes.ts'

export const FOLDS = 5

/** Learns from the rows `from`; answers the score of any row. */
export type Method = (from: readonly number[], fold: number) => (row: number) => number

export const fileMethod = ({ sessions, bought }: Outcomes): Method => {
  const numbers = sessions.map(numbersOf)
  return (from, fold) => {
    const outcome = from.map((row) => bought[row]!)
    const rates = ratesOf(
      from.map((row) => sessions[row]!),
      outcome,
    )
    const of = (row: number): readonly number[] => [...numbers[row]!, ...ratesIn(sessions[row]!, rates)]
    const model = fitChance(from.map(of), outcome, FILE_RECIPE, fold + 1)
    return (row) => scoreOf(model, binsOf(model.bounds, of(row)))
  }
}

export const pageMethod = ({ sessions, bought }: Outcomes): Method => {
  const numbers = sessions.map((told) => pageNumbers(pageSessionOf(told)))
  return (from, fold) => {
    const rows = from.map((row) => numbers[row]!)
    const outcome = from.map((row) => bought[row]!)
    const model = fitChance(rows, outcome, PAGE_RECIPE, fold + 1)
    return (row) => scoreOf(model, binsOf(model.bounds, numbers[row]!))
  }
}

export const plainMethod =
  ({ sessions, bought }: Outcomes): Method =>
  (from) => {
    const chance = plainLogistic(
      from.map((row) => sessions[row]!),
      from.map((row) => bought[row]!),
    )
    return (row) => {
      const told = chance(sessions[row]!)
      return Math.log(told / (1 - told))
    }
  }

/** The score of each row by a model that did not see it. */
export const scoresUnseen = (method: Method, bought: readonly boolean[], seed: number): Float64Array => {
  const folds = foldsOf(bought, FOLDS, seed)
  const scores = new Float64Array(bought.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const rows = bought.map((_, row) => row)
    const score = method(
      rows.filter((row) => folds[row] !== fold),
      fold,
    )
    for (const row of rows) if (folds[row] === fold) scores[row] = score(row)
  }
  return scores
}

// The two models as files, made from sessions and what came of them. The same sessions give the same bytes.
import { numbersOf, ratesIn, ratesOf } from './file-features.ts'
import { calibrate, fitChance } from './fit.ts'
import { toBytes } from './model-file.ts'
import { pageNumbers, pageSessionOf } from './page-features.ts'
import type { Outcomes } from './read-file.ts'
import { FILE_RECIPE, PAGE_RECIPE } from './recipes.ts'
import { fileMethod, pageMethod, scoresUnseen } from './validation.ts'

/** `unseen`: the score of each session by models that did not learn from it; they make the scale of chances. */
export type Trained = { readonly bytes: Uint8Array; readonly unseen: Float64Array }

/** The division into folds by which scores become chances. */
const SEED = 1

export const trainFile = (all: Outcomes): Trained => {
  const { sessions, bought } = all
  const rates = ratesOf(sessions, bought)
  const rows = sessions.map((told) => [...numbersOf(told), ...ratesIn(told, rates)])
  const unseen = scoresUnseen(fileMethod(all), bought, SEED)
  const model = { ...fitChance(rows, bought, FILE_RECIPE, 0), ...calibrate(unseen, bought) }
  return { bytes: toBytes(model, rates), unseen }
}

export const trainPage = (all: Outcomes): Trained => {
  const { sessions, bought } = all
  const rows = sessions.map((told) => pageNumbers(pageSessionOf(told)))
  const unseen = scoresUnseen(pageMethod(all), bought, SEED)
  const model = { ...fitChance(rows, bought, PAGE_RECIPE, 0), ...calibrate(unseen, bought) }
  return { bytes: toBytes(model, null), unseen }
}

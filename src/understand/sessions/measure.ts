// What the models of sessions are worth on rows that they did not learn from, beside the plain regression.

import { chanceAt } from './boosting.ts'
import { calibrate } from './fit.ts'
import { areaUnder, foldsOf, logLoss, miscalibration, tenths } from './judge.ts'
import type { Outcomes } from './read-file.ts'
import { FOLDS, fileMethod, type Method, pageMethod, plainMethod, scoresUnseen } from './validation.ts'

/** Chances of unseen rows; the scale of each fold comes from the other folds. */
export const chancesUnseen = (
  scores: Float64Array,
  bought: readonly boolean[],
  seed: number,
): Float64Array => {
  const folds = foldsOf(bought, FOLDS, seed + 1000)
  const chances = new Float64Array(scores.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = [...scores.keys()].filter((row) => folds[row] !== fold)
    const { slope, offset } = calibrate(
      Float64Array.from(others, (row) => scores[row]!),
      others.map((row) => bought[row]!),
    )
    for (const [row, score] of scores.entries())
      if (folds[row] === fold) chances[row] = chanceAt(slope * score + offset)
  }
  return chances
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`.padStart(6)

const part = (name: string, method: Method, bought: readonly boolean[], seeds: readonly number[]): string => {
  const rounds = seeds.map((seed) => {
    const scores = scoresUnseen(method, bought, seed)
    const chances = chancesUnseen(scores, bought, seed)
    const groups = tenths(chances, bought)
    return {
      area: areaUnder(scores, bought),
      loss: logLoss(chances, bought),
      groups,
      off: miscalibration(groups),
    }
  })
  const mean = (of: (round: (typeof rounds)[number]) => number): string =>
    (rounds.reduce((sum, round) => sum + of(round), 0) / rounds.length).toFixed(4)
  const table = rounds[0]!.groups.map(
    ({ told, came, rows }) => `    ${percent(told)} ${percent(came)}  ${rows}`,
  )
  return [
    `${name}: AUC ${mean(({ area }) => area)}, log loss ${mean(({ loss }) => loss)}, off by ${mean(({ off }) => off)}`,
    '      told   came  sessions',
    ...table,
  ].join('\n')
}

/** Twice five folds; the table is that of the first. */
export const measured = (all: Outcomes): string =>
  [
    part('plain logistic regression', plainMethod(all), all.bought, [1, 2]),
    part('the model of the whole file', fileMethod(all), all.bought, [1, 2]),
    part('the model of what a page can know', pageMethod(all), all.bought, [1, 2]),
  ].join('\n')

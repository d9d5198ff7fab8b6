// How the two models are made; chosen by cross-validation (docs/decisions/0012). Figures only.
import type { Recipe } from './fit.ts'

const TREES = { depth: 4, lambda: 5, least: 15, rate: 0.03, trees: 350, rows: 0.6, columns: 0.3 }

export const FILE_RECIPE: Recipe = {
  boosting: [TREES, { ...TREES, depth: 3, trees: 450 }, { ...TREES, depth: 5, least: 20, trees: 280 }],
  learning: { hidden: 24, rounds: 8, rate: 0.004, decay: 0.02, drop: 0.2 },
  networks: 5,
  share: 0.35,
}

/** Fewer columns carry fewer trees. */
export const PAGE_RECIPE: Recipe = {
  boosting: [{ ...TREES, depth: 3, least: 30, trees: 200, columns: 0.5 }],
  learning: { hidden: 8, rounds: 8, rate: 0.004, decay: 0.02, drop: 0 },
  networks: 0,
  share: 0,
}

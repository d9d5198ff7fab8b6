// The way from hesitating to coming back, as the board and the terminal show it: counts, and what share of the first.
import type { Figures } from '../../core/report/figures.ts'

const STAGES = [
  ...([
    'enrolled',
    'hesitated',
    'talked',
    'offered',
    'issued',
    'redeemed',
    'came_back',
    'lost_again',
  ] as const),
]

export type Stage = {
  readonly key: `f_${(typeof STAGES)[number]}`
  readonly count: number
  /** In percent of those enrolled; null: nobody is. */
  readonly share: number | null
}

export const stagesOf = (figures: Figures): readonly Stage[] =>
  STAGES.map((stage) => ({
    key: `f_${stage}`,
    count: figures[stage],
    share: figures.enrolled === 0 ? null : (figures[stage] / figures.enrolled) * 100,
  }))

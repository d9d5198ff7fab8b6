// `winback experiment plan`: how many shoppers each variant needs, and how long that takes at the shop's own traffic.
import type { Enrolment } from '../../core/enrolment/enrolment.ts'
import { trafficOf } from '../../core/report/experiment-rows.ts'
import { planOf } from '../../core/report/sample-size.ts'
import { differenceOf, type Effect } from './asked.ts'
import { ExperimentProblem, type Tried } from './rows.ts'
import { sayCount, sayDate, sayDays, sayPoints, sayRelative, sayShare } from './words.ts'

const DAY = 86_400_000

export type PlanAsked = {
  readonly effect: Effect
  /** Parts of 1. */
  readonly power: number
  readonly confidence: number
  readonly baseline?: number | undefined
  readonly perDay?: number | undefined
}

export type ExperimentPlan = {
  readonly flow: string
  readonly experiment: string
  readonly baseline: number
  /** Parts of 1: 0.02 is two percentage points. */
  readonly effect: number
  readonly power: number
  readonly confidence: number
  readonly variants: readonly { readonly name: string; readonly shoppers: number }[]
  readonly shoppers: number
  /** New shoppers a day who are in the experiment. */
  readonly per_day: number
  /** Until the last one has been tried and its goal's time is over. */
  readonly days: number
  /** ms since 1970; null: the campaign has no end. */
  readonly ends: number | null
  /** The campaign ends before there is an answer. */
  readonly too_late: boolean
}

const LACKS = 'nobody was in it yet whose time is over'

/** `now`: ms since 1970. Throws an ExperimentProblem where a figure is missing. */
export const planExperiment = (
  { flow, experiment }: Tried,
  rows: Iterable<Enrolment>,
  asked: PlanAsked,
  now: number,
): ExperimentPlan => {
  const traffic = trafficOf(rows, { campaign: flow.name, goal: flow.goal, now })
  const baseline = asked.baseline ?? traffic?.baseline ?? null
  if (baseline === null)
    throw new ExperimentProblem(
      `How many meet the goal of ${flow.name} as it is, is not known: ${LACKS}. Say it: --baseline 12%`,
    )
  // The holdout is no part of it; --per-day counts all whom the campaign meets.
  const perDay = asked.perDay === undefined ? traffic?.perDay : asked.perDay * (1 - flow.campaign.holdout)
  if (perDay === undefined)
    throw new ExperimentProblem(
      `How many shoppers a day ${flow.name} meets is not known: nobody was in it yet. Say it: --per-day 40`,
    )
  const effect = differenceOf(asked.effect, baseline)
  const weights = experiment.variants.reduce((sum, { weight }) => sum + weight, 0)
  const parts = experiment.variants.map(({ name, weight }) => ({ name, share: weight / weights }))
  const { power, confidence } = asked
  const plan = planOf(parts, { baseline, effect, power, confidence })
  if (!plan)
    throw new ExperimentProblem(
      `From ${sayShare(baseline)} an effect of ${sayPoints(effect)} is no share any more, or no effect; ask for another one.`,
    )
  const days = plan.tried / perDay + (flow.goal?.order_within ?? 0) / DAY
  const ends = flow.campaign.until
  return {
    ...{ flow: flow.name, experiment: experiment.name, baseline, effect, power, confidence },
    ...{ variants: plan.needed, shoppers: plan.tried, per_day: perDay, days, ends },
    too_late: ends !== null && now + days * DAY > ends,
  }
}

export const sayPlan = (plan: ExperimentPlan, zone: string): readonly string[] => {
  const { baseline, effect, variants, shoppers, per_day, days, ends, too_late } = plan
  return [
    `${plan.experiment || plan.flow}: ${sayShare(baseline)} meet the goal now. To find ${sayPoints(effect)} (${sayRelative(effect, baseline)}) in ${sayShare(plan.power)} of all cases, with ${sayShare(plan.confidence)} confidence:`,
    ...variants.map(({ name, shoppers }) => `  ${name}: ${sayCount(shoppers)} shoppers`),
    `That is ${sayCount(shoppers)} shoppers in all. At your traffic (${per_day.toFixed(1)} a day): ${sayDays(days)}.`,
    ...(too_late && ends !== null
      ? [
          `The campaign ends before that, on ${sayDate(ends, zone)}: there will be no answer. Look for a larger effect, try fewer variants, or let it run longer.`,
        ]
      : []),
  ]
}

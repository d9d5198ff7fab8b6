// `winback experiment check`: is there enough for an answer yet, and was the draw fair? Before there is enough it says
// "not yet known", whatever the figures look like: who stops at the first good day finds effects that are not there.
import type { Enrolment } from '../../core/enrolment/enrolment.ts'
import { countVariants, trafficOf, type VariantCount } from '../../core/report/experiment-rows.ts'
import { type Mismatch, ratioMismatch } from '../../core/report/ratio-mismatch.ts'
import { planOf } from '../../core/report/sample-size.ts'
import { type Difference, differenceOf as differ } from '../../core/report/variant-difference.ts'
import { differenceOf, type Effect } from './asked.ts'
import type { Tried } from './rows.ts'
import { sayCount, sayDays, sayPoints, sayRelative, sayShare } from './words.ts'

const DAY = 86_400_000

export type CheckAsked = {
  readonly effect: Effect
  /** Parts of 1. */
  readonly power: number
  readonly confidence: number
  readonly baseline?: number | undefined
}

export type ExperimentCheck = {
  readonly flow: string
  readonly experiment: string
  readonly confidence: number
  readonly variants: readonly (VariantCount & {
    readonly needed: number | null
    /** Against the first; null: it is the first, or not yet known. */
    readonly difference: Difference | null
  })[]
  /** null: too few to judge. */
  readonly split: Mismatch | null
  readonly verdict: 'not_yet_known' | 'different' | 'no_difference_found' | 'unfair_draw'
  /** Until there is enough; null: there is, or nobody can say. */
  readonly days: number | null
}

/** `now`: ms since 1970. */
export const checkExperiment = (
  { flow, experiment }: Tried,
  rows: readonly Enrolment[],
  { effect, power, confidence, ...asked }: CheckAsked,
  now: number,
): ExperimentCheck => {
  const weights = experiment.variants.reduce((sum, { weight }) => sum + weight, 0)
  const shares = experiment.variants.map(({ weight }) => weight / weights)
  const counts = countVariants(rows, {
    ...{ campaign: flow.name, experiment: experiment.name, goal: flow.goal, now },
    variants: experiment.variants.map(({ name }) => name),
  }).variants
  const running = counts.filter((_, n) => shares[n]! > 0)
  const [first] = running
  const baseline = asked.baseline ?? (first && first.known > 0 ? first.met / first.known : null)
  const parts = counts.map(({ name }, n) => ({ name, share: shares[n]! }))
  const plan =
    baseline === null
      ? null
      : planOf(parts, { baseline, effect: differenceOf(effect, baseline), power, confidence })
  const neededBy = (name: string) => plan?.needed.find((one) => one.name === name)?.shoppers ?? null
  const enough =
    plan !== null && running.every(({ name, known }) => known >= (neededBy(name) ?? Number.POSITIVE_INFINITY))
  const split = ratioMismatch(counts.map(({ shoppers }, n) => ({ count: shoppers, share: shares[n]! })))
  const variants = counts.map((variant) => ({
    ...variant,
    needed: neededBy(variant.name),
    difference:
      enough && first && variant.name !== first.name && !split?.mismatch
        ? differ(asShare(first), asShare(variant), confidence, Math.max(1, running.length - 1))
        : null,
  }))
  const found = variants.some(({ difference }) => difference && (difference.low > 0 || difference.high < 0))
  const verdict = split?.mismatch
    ? 'unfair_draw'
    : !enough
      ? 'not_yet_known'
      : found
        ? 'different'
        : 'no_difference_found'
  return {
    ...{ flow: flow.name, experiment: experiment.name, confidence, variants, split, verdict },
    days: enough || !plan ? null : daysLeft(flow, rows, plan.tried, counts, now),
  }
}

const asShare = ({ known, met }: VariantCount) => ({ of: known, met })

const daysLeft = (
  flow: Tried['flow'],
  rows: readonly Enrolment[],
  tried: number,
  counts: readonly VariantCount[],
  now: number,
): number | null => {
  const traffic = trafficOf(rows, { campaign: flow.name, goal: flow.goal, now })
  if (!traffic) return null
  const there = counts.reduce((sum, { shoppers }) => sum + shoppers, 0)
  return Math.max(0, tried - there) / traffic.perDay + (flow.goal?.order_within ?? 0) / DAY
}

const sayVariant = (
  { name, shoppers, known, met, needed, difference }: ExperimentCheck['variants'][number],
  first: VariantCount,
  isAnswered: boolean,
): string => {
  const share = known > 0 ? ` (${sayShare(met / known)})` : ''
  const of = needed === null ? '' : ` of ${sayCount(needed)} needed`
  const against = difference
    ? `; ${sayPoints(difference.difference)} (${sayRelative(difference.difference, first.known ? first.met / first.known : 0)}) against ${first.name}, between ${sayPoints(difference.low)} and ${sayPoints(difference.high)}`
    : ''
  // Before there is enough no share is shown: it would be read as an answer.
  return isAnswered
    ? `  ${name}: ${sayCount(known)}${of}, ${sayCount(met)} met the goal${share}${against}`
    : `  ${name}: ${sayCount(known)}${of}${shoppers > known ? `, ${sayCount(shoppers - known)} more under way` : ''}`
}

export const sayCheck = (check: ExperimentCheck): readonly string[] => {
  const [first] = check.variants
  const { split, verdict, days } = check
  const isAnswered = verdict === 'different' || verdict === 'no_difference_found'
  const says: Readonly<Record<ExperimentCheck['verdict'], string>> = {
    not_yet_known: `Not yet known.${days === null ? '' : ` At your traffic: ${sayDays(days)} to go.`}`,
    different: `There is a difference, with ${sayShare(check.confidence)} confidence.`,
    no_difference_found: 'No difference was found. There may be one that is smaller than was looked for.',
    unfair_draw: `The split is not what the weights say (p = ${split?.p.toPrecision(2)}): something sorts the shoppers, or the weights were changed meanwhile. No comparison of these variants means anything; find the cause and begin anew under another name.`,
  }
  return [
    `${check.experiment || check.flow}:`,
    ...check.variants.map((variant) => sayVariant(variant, first!, isAnswered)),
    ...(split && verdict !== 'unfair_draw'
      ? [`The split is as the weights say (p = ${split.p.toPrecision(2)}).`]
      : []),
    says[verdict],
  ]
}

// Enrolment rows of one experiment, counted: shoppers per variant and how many met the goal, each shopper once.
import type { Enrolment } from '../enrolment/enrolment.ts'
import type { Goal } from '../enrolment/goal.ts'
import { sideOf } from './group.ts'
import { metGoal } from './met-goal.ts'

/** `known`: those whose goal's time is over; only they can be compared. */
export type VariantCount = {
  readonly name: string
  readonly shoppers: number
  readonly known: number
  readonly met: number
}

export type ExperimentCounts = {
  readonly variants: readonly VariantCount[]
  /** The first and the last enrolment, ms since 1970; null: none. */
  readonly from: number | null
  readonly to: number | null
}

const DAY = 86_400_000

/**
 * Of the treated the first row that `takes` wants: a shopper is tried once. Who is treated, the report says, by all rows
 * in the campaign: not who turned out to be in both arms, nor who was given something by hand only.
 */
const firstRows = (
  rows: Iterable<Enrolment>,
  campaign: string,
  takes: (row: Enrolment) => boolean,
): readonly Enrolment[] => {
  const mine = new Map<string, Enrolment[]>()
  for (const row of rows) {
    if (row.campaign !== campaign) continue
    const known = mine.get(row.shopper)
    if (known) known.push(row)
    else mine.set(row.shopper, [row])
  }
  return [...mine.values()].flatMap((all) => {
    if (sideOf(all) !== 'treated') return []
    const wanted = all.filter((row) => !row.by_hand && takes(row)).toSorted((a, b) => a.at - b.at)
    return wanted.slice(0, 1)
  })
}

const ends = (rows: readonly Enrolment[]): Pick<ExperimentCounts, 'from' | 'to'> => {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { at } of rows) [from, to] = [Math.min(from, at), Math.max(to, at)]
  return rows.length === 0 ? { from: null, to: null } : { from, to }
}

export const countVariants = (
  rows: Iterable<Enrolment>,
  asked: {
    readonly campaign: string
    readonly experiment: string
    readonly variants: readonly string[]
    readonly goal: Goal | null
    /** ms since 1970. */
    readonly now: number
  },
): ExperimentCounts => {
  const mine = firstRows(
    rows,
    asked.campaign,
    (row) => row.variant !== undefined && (row.experiment ?? '') === asked.experiment,
  )
  const isOver = (row: Enrolment): boolean => row.at + (asked.goal?.order_within ?? 0) <= asked.now
  const variants = asked.variants.map((name) => {
    const all = mine.filter((row) => row.variant === name)
    const known = all.filter(isOver)
    const met = known.filter((row) => metGoal(row, asked.goal?.wants !== undefined)).length
    return { name, shoppers: all.length, known: known.length, met }
  })
  return { variants, ...ends(mine) }
}

/** A campaign as it runs: new shoppers a day in its arm with offers, and the share of them who meet the goal. */
export type Traffic = {
  readonly perDay: number
  /** null: nobody's time is over yet. */
  readonly baseline: number | null
  readonly days: number
  readonly shoppers: number
}

/** Over so long at most, ms: what was long ago says little of what comes. */
const LOOKED_BACK = 90 * DAY

/** null: no rows to go by. */
export const trafficOf = (
  rows: Iterable<Enrolment>,
  asked: { readonly campaign: string; readonly goal: Goal | null; readonly now: number },
): Traffic | null => {
  const mine = firstRows(rows, asked.campaign, ({ at }) => at > asked.now - LOOKED_BACK)
  const { from } = ends(mine)
  if (from === null) return null
  // Less than a day of traffic is taken for a day, so that a burst does not count as every day's.
  const days = Math.max(1, (asked.now - from) / DAY)
  const known = mine.filter((row) => row.at + (asked.goal?.order_within ?? 0) <= asked.now)
  const met = known.filter((row) => metGoal(row, asked.goal?.wants !== undefined)).length
  const baseline = known.length > 0 ? met / known.length : null
  return { perDay: mine.length / days, baseline, days, shoppers: mine.length }
}

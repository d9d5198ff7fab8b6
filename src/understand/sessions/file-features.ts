// A session of the file as numbers for the model: its columns, what follows from them, and its categories as rates.
// Knows no outcome but by the categories' rates, which are fitted on the rows that are learnt from.

import { largestPrime, timesIn } from './fractions.ts'
import { durationBottom, type SeenAgain, seenAgain } from './seen-again.ts'
import { monthOf, type Session } from './session.ts'

/** The categories, and those values of each that have a number of their own. */
export const CATEGORIES = [
  'Month',
  'TrafficType',
  'VisitorType',
  'OperatingSystems',
  'Browser',
  'Region',
] as const
const OWN: readonly (readonly [keyof Session, readonly string[]])[] = [
  ['TrafficType', ['1', '2', '3', '4', '6', '8', '10', '13']],
  ['Month', ['Nov', 'Mar', 'May', 'Dec']],
  ['VisitorType', ['New_Visitor', 'Returning_Visitor']],
]

const columns = (told: Session): readonly number[] => [
  told.Administrative,
  told.Administrative_Duration,
  told.Informational,
  told.Informational_Duration,
  told.ProductRelated,
  told.ProductRelated_Duration,
  told.BounceRates,
  told.ExitRates,
  told.SpecialDay,
  monthOf(told),
  Number(told.OperatingSystems) || 0,
  Number(told.Browser) || 0,
  Number(told.Region) || 0,
  Number(told.TrafficType) || 0,
  told.Weekend ? 1 : 0,
]

const each = (sum: number, count: number): number => sum / Math.max(1, count)

const ratios = (told: Session): readonly number[] => {
  const { Administrative, Informational, ProductRelated, BounceRates, ExitRates } = told
  const pages = Administrative + Informational + ProductRelated
  const seconds = told.Administrative_Duration + told.Informational_Duration + told.ProductRelated_Duration
  return [
    pages,
    seconds,
    each(seconds, pages),
    each(told.ProductRelated_Duration, ProductRelated),
    each(told.Administrative_Duration, Administrative),
    each(told.Informational_Duration, Informational),
    each(ProductRelated, pages),
    each(told.ProductRelated_Duration, seconds),
    ExitRates - BounceRates,
    BounceRates / (ExitRates + 1e-6),
    ExitRates * pages,
    BounceRates * pages,
    (ExitRates - BounceRates) * pages,
    ExitRates * ProductRelated,
    BounceRates * ProductRelated,
  ]
}

const PRIMES = [2, 3, 5, 7]

/** How often small primes divide it, and whether a larger one does; -1 each where there is no such number. */
const primesIn = (bottom: number): readonly number[] =>
  bottom < 1
    ? [-1, -1, -1, -1, -1]
    : [...PRIMES.map((prime) => timesIn(bottom, prime)), largestPrime(bottom) > 7 ? 1 : 0]

const UNKNOWN = 99
const is = (holds: boolean): number => (holds ? 1 : 0)

const counted = ({ Administrative, Informational, ProductRelated }: Session): number =>
  Administrative + Informational + ProductRelated

const again = (told: Session, seen: SeenAgain): readonly number[] => {
  const { off, pages, exits, bounces, exitBottom, bounceBottom } = seen
  return [
    off ?? UNKNOWN,
    is(off === 0),
    is(off !== null && off > 0),
    is(off === null),
    is(off === -1),
    is(off !== null && off < -1),
    Math.min(6, Math.abs(off ?? UNKNOWN)),
    pages,
    pages - told.ProductRelated,
    exits,
    bounces,
    exits - bounces,
    exits / Math.max(1, pages),
    is(exits <= 1),
    is(exits === 1),
    is(bounces === 0),
    is(bounces === 1),
    exitBottom,
    largestPrime(Math.max(1, exitBottom)),
    bounceBottom,
    each(counted(told), exitBottom),
    seen.cost,
    seen.gap,
    ...seen.simple,
    ...primesIn(exitBottom),
  ]
}

const durations = (told: Session): readonly number[] => {
  const product = durationBottom(told.ProductRelated_Duration)
  const administrative = durationBottom(told.Administrative_Duration)
  const informational = durationBottom(told.Informational_Duration)
  return [
    ...[product, largestPrime(Math.max(1, product)), administrative],
    ...[largestPrime(Math.max(1, administrative)), informational],
    ...primesIn(product),
    ...primesIn(administrative).slice(0, 3),
  ]
}

/** Everything but the categories' rates. */
export const numbersOf = (told: Session): readonly number[] => [
  ...columns(told),
  ...ratios(told),
  ...durations(told),
  ...again(told, seenAgain(told)),
  ...OWN.flatMap(([column, values]) => values.map((value) => is(told[column] === value))),
]

/** Category -> value -> logarithm of the odds, smoothed. */
export type Rates = Readonly<Record<string, Readonly<Record<string, number>>>>

/** A value counts as if this many sessions of the average had been seen with it. */
const SMOOTH = 30

export const ratesOf = (sessions: readonly Session[], bought: readonly boolean[]): Rates => {
  const mean = bought.filter(Boolean).length / bought.length
  return Object.fromEntries(
    CATEGORIES.map((category) => {
      const counts = new Map<string, { all: number; buys: number }>()
      for (const [i, told] of sessions.entries()) {
        const count = counts.get(told[category]) ?? { all: 0, buys: 0 }
        count.all++
        if (bought[i]) count.buys++
        counts.set(told[category], count)
      }
      const rate = (all: number, buys: number): number => (buys + SMOOTH * mean) / (all + SMOOTH)
      const odds = (share: number): number => Math.log(share / (1 - share))
      const known = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
      return [
        category,
        Object.fromEntries([
          ...known.map(([value, { all, buys }]) => [value, odds(rate(all, buys))] as const),
          ['', odds(mean)],
        ]),
      ]
    }),
  )
}

export const ratesIn = (told: Session, rates: Rates): readonly number[] =>
  CATEGORIES.map((category) => {
    const known = rates[category] ?? {}
    return (Object.hasOwn(known, told[category]) ? known[told[category]] : known['']) ?? 0
  })

// What a campaign earns beyond what would have come anyway: treated shoppers against the holdout, with an interval.
// A scan of enrolment rows. Without a holdout, or with too few, nobody knows.
import type { Enrolment } from './enrolment.ts'
import type { Offer } from './offer.ts'

export type Verdict = 'earns' | 'loses' | 'not_yet_known'

/** Sums in minor units over the treated shoppers; statistics, so that they need not be whole. */
export type Earnings = {
  readonly verdict: Verdict
  readonly treated: number
  readonly held_out: number
  /** What came more than would have come, and what the codes cost. */
  readonly incremental: number
  readonly costs: number
  /** What is left per treated shopper, with 95 percent confidence; null: too few. */
  readonly each: { readonly mean: number; readonly low: number; readonly high: number } | null
  /** Incremental over costs; null: it cost nothing. */
  readonly returns: number | null
}

/** Two-sided 95 percent. */
const Z = 1.959963984540054
/** Fewer on a side and the normal approximation says nothing. */
const LEAST = 20

type Sample = { count: number; sum: number; squares: number }

/** A shopper's rows together: people decide, not rows. */
type Person = { readonly arm: 'offer' | 'holdout'; value: number; cost: number }

const costOf = (row: Enrolment, offers: Readonly<Record<string, Offer>>): number =>
  row.codes.reduce((sum, code) => {
    const offer = Object.hasOwn(offers, code.offer) ? offers[code.offer] : undefined
    // Points take nothing off the order, and cost what they are worth.
    const worth = offer?.kind === 'points' && code.state === 'redeemed' ? offer.worst : 0
    return sum + code.amount + worth
  }, 0)

/** Gathers rows one by one, so that a shop with millions of them can be read as a stream. */
export const newEarnings = () => {
  const people = new Map<string, Person>()
  return {
    /** `margin`: what is left of revenue, 0..1. */
    add: (row: Enrolment, margin: number, offers: Readonly<Record<string, Offer>>): void => {
      if (row.arm === 'mixed') return
      const known = people.get(row.shopper) ?? { arm: row.arm, value: 0, cost: 0 }
      known.value += row.revenue * margin
      // What an agent gives a held out shopper is no cost of the campaign's rules.
      if (row.arm === 'offer') known.cost += costOf(row, offers)
      people.set(row.shopper, known)
    },
    judge: (): Earnings => judge([...people.values()]),
  }
}

const gather = (people: readonly Person[], arm: Person['arm']): Sample => {
  const sample: Sample = { count: 0, sum: 0, squares: 0 }
  for (const person of people) {
    if (person.arm !== arm) continue
    const net = person.value - person.cost
    sample.count += 1
    sample.sum += net
    sample.squares += net * net
  }
  return sample
}

const variance = ({ count, sum, squares }: Sample): number =>
  Math.max(0, (squares - (sum * sum) / count) / (count - 1))

const judge = (people: readonly Person[]): Earnings => {
  const [treated, held] = [gather(people, 'offer'), gather(people, 'holdout')]
  const costs = people.reduce((sum, person) => sum + person.cost, 0)
  const sizes = { treated: treated.count, held_out: held.count }
  if (treated.count < LEAST || held.count < LEAST)
    return { verdict: 'not_yet_known', ...sizes, incremental: 0, costs, each: null, returns: null }
  const mean = treated.sum / treated.count - held.sum / held.count
  // Welch: the two arms need not vary alike.
  const error = Z * Math.sqrt(variance(treated) / treated.count + variance(held) / held.count)
  const incremental = mean * treated.count + costs
  return {
    verdict: mean + error < 0 ? 'loses' : mean - error > 0 ? 'earns' : 'not_yet_known',
    ...{ ...sizes, incremental, costs },
    each: { mean, low: mean - error, high: mean + error },
    returns: costs > 0 ? incremental / costs : null,
  }
}

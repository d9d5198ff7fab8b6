// The cart out of changes that may arrive in any order: each is put where its time belongs, and the latest hour is
// played again. Knows no flows and no shopper.

import { HOUR, MINUTE } from '../time/local-time.ts'
import { bounded, type CartLine, changeLines, REST, takeOut } from './cart.ts'

export type CartStep = {
  readonly at: number
  /** `order`: the shop took these goods out of the cart. */
  readonly change: 'add' | 'remove' | 'order'
  readonly lines: readonly CartLine[]
}

/** What a late change is put into: the cart as it was at `since`, and the changes after it, earliest first. */
export type CartPast = {
  readonly since: number
  readonly base: readonly CartLine[]
  readonly steps: readonly CartStep[]
}

export type CartNews = { readonly at: number } & (
  | { readonly change: 'set'; readonly lines: readonly CartLine[] }
  | CartStep
)

/** So many changes, of so many lines together and so old, can still be told apart. */
const MOST_STEPS = 16
const MOST_LINES = 60
const LATEST = HOUR
/** The shop's clock and the page's may differ so much, where an order says what was bought. */
const CLOCKS_DIFFER = 5 * MINUTE

const play = (lines: readonly CartLine[], step: CartStep): readonly CartLine[] => {
  if (step.change !== 'order') return bounded(changeLines(lines, step.change, step.lines))
  const left = step.lines.reduce((all, line) => takeOut(all, line.item, line.quantity), lines)
  // What stands for too many lines can't be told apart: it goes with the last of the others.
  return left.some((line) => line.item !== REST) ? left : []
}

/** Forgets the earliest changes where there are too many, or they are too old to be overtaken. */
const settled = ({ since, base, steps }: CartPast): CartPast => {
  const newest = steps.at(-1)?.at ?? since
  const counts = steps.reduce((sum, step) => sum + step.lines.length, base.length)
  let past: CartPast = { since, base, steps }
  for (const step of steps) {
    const many = past.steps.length > MOST_STEPS || counts > MOST_LINES
    if (!many && step.at >= newest - LATEST) break
    past = { since: step.at, base: play(past.base, step), steps: past.steps.slice(1) }
  }
  return past
}

/** In one moment what is told first was first; but nobody buys before the goods are in the cart. */
const goesBefore = (step: CartStep, at: number, change: CartNews['change']): boolean =>
  step.at < at || (step.at === at && (step.change !== 'order' || change === 'order'))

/** The cart before anything is known of its past. */
export const pastOf = (lines: readonly CartLine[]): CartPast => ({ since: 0, base: lines, steps: [] })

/**
 * The past with one more change in it, and the lines that come of it. Null: it is older than what is known for
 * certain, such as the whole cart as the page showed it later, and changes nothing.
 */
export const withNews = (
  past: CartPast,
  news: CartNews,
): { readonly past: CartPast; readonly lines: readonly CartLine[] } | null => {
  const overtaken = news.at < past.since
  if (overtaken && !(news.change === 'order' && past.since - news.at <= CLOCKS_DIFFER)) return null
  const at = Math.max(news.at, past.since)
  const before = past.steps.filter((step) => goesBefore(step, at, news.change))
  const after = past.steps.slice(before.length)
  const next = settled(
    news.change === 'set'
      ? { since: at, base: bounded(changeLines([], 'set', news.lines)), steps: after }
      : { ...past, steps: [...before, { ...news, at }, ...after] },
  )
  return { past: next, lines: next.steps.reduce(play, next.base) }
}

// From the signs of a visit to a level from 0 to 1, the barrier that they point to, and the signs that matter most.
import type { Reason } from '../meaning.ts'
import { aboutSign, HALF_LIFE, SIGN_TABLE, type SignName } from './table.ts'

/** Times in this visit, and what is left of them after fading; three decimals. */
export type Seen = readonly [times: number, left: number]
export type SeenSigns = Readonly<Partial<Record<SignName, Seen>>>

/** What is left of 1 after `passed` ms: halves, and straight lines between them, so that it is the same everywhere. */
export const fading = (passed: number): number => {
  const lives = Math.max(0, passed) / HALF_LIFE
  const whole = Math.floor(lives)
  return whole > 60 ? 0 : 2 ** -whole * (1 - (lives - whole) / 2)
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

const entries = (seen: SeenSigns): readonly (readonly [SignName, Seen])[] =>
  (Object.entries(seen) as [SignName, Seen][]).filter(([name]) => Object.hasOwn(SIGN_TABLE, name))

export const faded = (seen: SeenSigns, passed: number): SeenSigns =>
  Object.fromEntries(
    entries(seen).map(([name, [times, left]]) => [name, [times, rounded(left * fading(passed))]]),
  )

/** Remembered by count no further. */
const MOST_TIMES = 99

export const added = (seen: SeenSigns, name: SignName): SeenSigns => {
  const [times, left] = seen[name] ?? [0, 0]
  const most = aboutSign(name).most
  return { ...seen, [name]: [Math.min(MOST_TIMES, times + 1), rounded(Math.min(most, left + 1))] }
}

const points = (name: SignName, [, left]: Seen): number => aboutSign(name).weight * left

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)

/** 0 without a sign; 1.5 points are 0.6, 3 are 0.75; 1 is never reached. */
export const levelOf = (seen: SeenSigns, passed: number): number => {
  const all = sum(entries(seen).map(([name, one]) => points(name, one))) * fading(passed)
  return rounded(all / (1 + all))
}

/** Less than this points nowhere. */
const LEAST = 0.3

/** The barrier that most points speak for; undefined where too few do. */
export const barrierOf = (seen: SeenSigns, passed: number): Reason | undefined => {
  const totals = new Map<Reason, number>()
  for (const [name, one] of entries(seen)) {
    const { barrier } = aboutSign(name)
    if (barrier) totals.set(barrier, (totals.get(barrier) ?? 0) + points(name, one))
  }
  const [first] = [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return first && first[1] * fading(passed) >= LEAST ? first[0] : undefined
}

/** The signs of the visit with how often, those that weigh most first. */
export const weightiest = (seen: SeenSigns): readonly (readonly [SignName, number])[] =>
  [...entries(seen)]
    .sort(([a, x], [b, y]) => points(b, y) - points(a, x) || (a < b ? -1 : 1))
    .map(([name, [times]]) => [name, times])

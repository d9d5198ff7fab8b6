// What groups of facts are made of: named values, days between two times, lists without holes.

import { DAY } from '../time/local-time.ts'
import type { FactValue } from './fact.ts'

export type Group = Readonly<Record<string, FactValue>>

/** Whole days from `from` to `now`, ms since 1970. */
export const days = (from: number | null | undefined, now: number): number | undefined =>
  from === null || from === undefined ? undefined : Math.floor((now - from) / DAY)

/** Each once, what is not known left out. */
export const known = (values: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
]

// The groups of a breakdown: so many are kept, the first that come; the others are counted only.
import type { Enrolment } from '../enrolment/enrolment.ts'
import { type Dimension, howOf } from './dimension.ts'
import type { Terms } from './figures.ts'
import { addRows, addToArm, type Group, newGroup, outcomeOf, sideOf } from './group.ts'
import type { ShopTime } from './shop-time.ts'

export const MOST_GROUPS = 400
/** Stands for rows of which it is not known. */
const UNKNOWN = ''

export const createGroups = (by: Dimension, time: (at: number) => ShopTime) => {
  const { of } = howOf(by)
  const groups = new Map<string, Group>()
  const leftOut = new Set<string>()
  const valuesOf = (row: Enrolment): readonly string[] => {
    const values = of(row, time)
    return values.length === 0 ? [UNKNOWN] : values
  }
  const groupOf = (value: string): Group | null => {
    const found = groups.get(value)
    if (found) return found
    if (groups.size >= MOST_GROUPS) {
      // Only their number is told, and that is bounded, too.
      if (leftOut.size < 10_000) leftOut.add(value)
      return null
    }
    const made = newGroup()
    groups.set(value, made)
    return made
  }
  return {
    /** All rows of one shopper in one campaign, in their order. */
    add: (rows: readonly Enrolment[], ordered: number | null, terms: Terms): void => {
      for (const row of rows)
        for (const value of valuesOf(row)) {
          const group = groupOf(value)
          if (group) addRows(group, [row], ordered, terms)
        }
      const side = sideOf(rows)
      const first = rows.find(({ by_hand }) => !by_hand) ?? rows[0]
      if (!first || side === 'none') return
      // A shopper is where the first enrolment was: what came later may be the campaign's own doing.
      for (const value of valuesOf(first)) {
        const group = groupOf(value)
        if (group) addToArm(group, side, outcomeOf(rows, terms))
      }
    },
    end: (): { groups: readonly (readonly [string | null, Group])[]; leftOut: number } => ({
      groups: [...groups].map(([value, group]) => [value === UNKNOWN ? null : value, group] as const),
      leftOut: leftOut.size,
    }),
  }
}

export type Groups = ReturnType<typeof createGroups>

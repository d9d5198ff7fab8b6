// Weeks of the shop: Monday to Sunday by its own clock. Knows no report.
import { atLocal, HOUR, localTime } from '../time/local-time.ts'

/** A digest is there from Monday at this hour. */
const MORNING = 8
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export type Week = { readonly from: number; readonly to: number; readonly name: string }

const two = (number: number): string => String(number).padStart(2, '0')

/** The latest week that a digest is due of: over, and Monday's morning has come. `name` is its Monday. */
export const lastWeek = (now: number, zone: string): Week => {
  const { year, month, day, weekday } = localTime(now - MORNING * HOUR, zone)
  const monday = day - DAYS.indexOf(weekday)
  const from = atLocal(year, month, monday - 7, 0, 0, zone)
  const first = localTime(from, zone)
  return {
    from,
    to: atLocal(year, month, monday, 0, 0, zone),
    name: `${first.year}-${two(first.month)}-${two(first.day)}`,
  }
}

export const weekBefore = ({ from }: Week, zone: string): Omit<Week, 'name'> => {
  const { year, month, day } = localTime(from, zone)
  return { from: atLocal(year, month, day - 7, 0, 0, zone), to: from }
}

// Days as whole numbers since 1970, by a wall clock. Knows no words.
import { atLocal, DAY, dayInYear, localTime } from '../../core/time/local-time.ts'

export type Today = {
  readonly day: number
  readonly year: number
  readonly month: number
  readonly date: number
}

export const todayAt = (at: number, zone: string): Today => {
  const { year, month, day } = localTime(at, zone)
  return { day: dayNumber(year, month, day), year, month, date: day }
}

/** Months below 1 and above 12 are of the years beside. */
export const dayNumber = (year: number, month: number, date: number): number =>
  Date.UTC(year, month - 1, date) / DAY

/** The last millisecond of that day. */
export const endOf = (day: number, zone: string): number => {
  const next = new Date((day + 1) * DAY)
  return atLocal(next.getUTCFullYear(), next.getUTCMonth() + 1, next.getUTCDate(), 0, 0, zone) - 1
}

/** 0 Monday to 6 Sunday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** The next such weekday after today. */
export const nextWeekday = ({ day }: Today, weekday: number): number =>
  day + ((weekday - weekdayOf(day) + 6) % 7) + 1

/** Monday of the week after this one. */
export const nextMonday = ({ day }: Today): number => day - weekdayOf(day) + 7

/** That day this year, or next year where it has passed; null: there is no such day. */
export const nextDate = ({ day, year }: Today, month: number, date: number): number | null => {
  if (month < 1 || month > 12 || date < 1 || date > 31) return null
  const inYear = (y: number): number => dayNumber(y, month, dayInYear(month, date, y))
  if (new Date(inYear(year) * DAY).getUTCMonth() + 1 !== month) return null
  return inYear(year) >= day ? inYear(year) : inYear(year + 1)
}

/** The next day of that number in a month. */
export const nextDayOfMonth = (today: Today, date: number): number | null => {
  if (date < 1 || date > 31) return null
  for (let month = today.month + (date < today.date ? 1 : 0); month < today.month + 4; month++) {
    const day = dayNumber(today.year, month, date)
    if (new Date(day * DAY).getUTCDate() === date) return day
  }
  return null
}

export const endOfMonth = ({ year, month }: Today, later = 0): number => dayNumber(year, month + later + 1, 0)

// The days that a report is asked for, as moments in the shop's zone. Knows no door.
import { atLocal } from '../time/local-time.ts'

/** "2026-11-01" -> its year, month and day; null where there is no such day. */
const readDay = (text: string): readonly [number, number, number] | null => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim())?.map(Number) ?? []
  if (!year || !month || !day || year < 2000 || month > 12) return null
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const length = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day <= length ? [year, month, day] : null
}

export const isDay = (text: string): boolean => readDay(text) !== null

/** The beginning of the first day and the end of the last; what is no day is left out. */
export const spanOf = (
  from: string | undefined,
  to: string | undefined,
  zone: string,
): { readonly from?: number; readonly to?: number } => {
  const [first, last] = [from ? readDay(from) : null, to ? readDay(to) : null]
  return {
    ...(first && { from: atLocal(...first, 0, 0, zone) }),
    ...(last && { to: atLocal(last[0], last[1], last[2] + 1, 0, 0, zone) }),
  }
}

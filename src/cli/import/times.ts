// Times and days as files write them. One without a zone is the shop's; one whose day and month may be swapped is
// refused, not guessed. Pure.
import { atLocal } from '../../core/time/local-time.ts'

export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

export type TimeRead =
  | {
      readonly kind: 'time'
      readonly at: number
      readonly year: number
      readonly month: number
      readonly day: number
    }
  | { readonly kind: 'wrong'; readonly why: string }

const wrong = (why: string): TimeRead => ({ kind: 'wrong', why })

const TIME = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?`
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`, 'i')
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}$`, 'i')

type Day = { readonly year: number; readonly month: number; readonly day: number }

const isDay = ({ year, month, day }: Day): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900 && year < 2200
}

/** Dots are written day first everywhere; slashes and dashes are not. */
const dayOf = (
  a: number,
  separator: string,
  b: number,
  year: number,
  order: DateOrder | null,
): Day | string => {
  const dmy = { year, month: b, day: a }
  const mdy = { year, month: a, day: b }
  if (order === 'dmy' || (order === null && separator === '.')) return dmy
  if (order === 'mdy') return mdy
  if (order === 'ymd') return 'the year is expected first'
  if (a === b || !isDay(mdy)) return dmy
  if (!isDay(dmy)) return mdy
  return 'the day and the month may be swapped: say --date-format dmy or mdy'
}

/** Asking for a zone's clock costs much more than adding minutes to a full hour that is known. */
const hours = new Map<string, number>()
const hourAt = ({ year, month, day }: Day, hour: number, zone: string): number => {
  const key = `${zone} ${year}-${month}-${day} ${hour}`
  const known = hours.get(key)
  if (known !== undefined) return known
  if (hours.size > 50_000) hours.clear()
  const at = atLocal(year, month, day, hour, 0, zone)
  hours.set(key, at)
  return at
}

const hour24 = (hour: number, half: string | undefined): number =>
  half === undefined ? hour : (hour % 12) + (/^p/i.test(half) ? 12 : 0)

/** Milliseconds that the written zone is ahead of UTC; null: none is written. */
const offsetOf = (zone: string | undefined): number | null => {
  if (zone === undefined) return null
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  if (!sign) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** `text`: a date with or without a time and a zone, or seconds or milliseconds since 1970. */
export const readTime = (text: string, zone: string, order: DateOrder | null): TimeRead => {
  const given = text.trim()
  if (/^\d{10}$|^\d{13}$/.test(given)) {
    const at = Number(given) * (given.length === 10 ? 1000 : 1)
    const date = new Date(at)
    return {
      kind: 'time',
      at,
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
    }
  }
  const first = YEAR_FIRST.exec(given)
  const last = first ? null : YEAR_LAST.exec(given)
  const match = first ?? last
  const expected = `"${given.slice(0, 40)}" is no time: write it like 2026-05-01 12:00`
  if (!match) return wrong(expected)
  const [one, three] = [Number(match[1]), Number(match[3])]
  const four = Number(match[4]) + (last && match[4]!.length === 2 ? 2000 : 0)
  const day = first ? { year: one, month: three, day: four } : dayOf(one, match[2]!, three, four, order)
  if (typeof day === 'string') return wrong(`"${given.slice(0, 40)}": ${day}`)
  const hour = hour24(Number(match[5] ?? 0), match[8])
  const [minute, second] = [Number(match[6] ?? 0), Number(match[7] ?? 0)]
  if (!isDay(day) || hour > 23 || minute > 59 || second > 60) return wrong(expected)
  const offset = offsetOf(match[9])
  const base =
    offset === null ? hourAt(day, hour, zone) : Date.UTC(day.year, day.month - 1, day.day, hour) - offset
  return { kind: 'time', at: base + minute * 60_000 + second * 1000, ...day }
}

/** A birthday: "YYYY-MM-DD" or "MM-DD" as it is kept; null where it is none. */
export const readBirthday = (text: string, order: DateOrder | null): string | { readonly why: string } => {
  const short = /^(?:--)?(\d{2})-(\d{2})$/.exec(text.trim())
  if (short) {
    const known = isDay({ year: 2000, month: Number(short[1]), day: Number(short[2]) })
    return known ? `${short[1]}-${short[2]}` : { why: `"${text.slice(0, 20)}" is no day of a year` }
  }
  const read = readTime(text, 'UTC', order)
  if (read.kind === 'wrong') return { why: read.why.replace(/ 12:00$/, '') }
  const two = (n: number) => String(n).padStart(2, '0')
  return `${read.year}-${two(read.month)}-${two(read.day)}`
}

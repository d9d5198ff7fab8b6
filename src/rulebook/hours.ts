// Reading working hours such as { mon-fri: 09:00-19:00, sat: [10:00-13:00, 14:00-16:00] }. Knows no clock.
import { type HourRange, type Hours, WEEKDAYS, type Weekday } from '../core/agents/hours.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openMap, openScalar } from './node.ts'
import type { Report } from './problem.ts'

const DAYS = 'days such as mon-fri or sat, each with hours such as 09:00-19:00'
const RANGE = 'hours of one day such as 09:00-19:00'

const dayOf = (text: string): number => WEEKDAYS.indexOf(text as Weekday)

/** "mon-fri", "sat", "fri-mon", "daily"; null once its fault is reported. */
const readDays = (
  { key, at }: Pick<Entry, 'key' | 'at'>,
  report: Report,
  expected = DAYS,
): readonly Weekday[] | null => {
  if (key === 'daily') return WEEKDAYS
  const [first = '', last = first, more] = key.split('-').map((part) => part.trim())
  const unknown = [first, last].find((day) => dayOf(day) < 0)
  if (more === undefined && unknown === undefined) {
    const count = ((dayOf(last) - dayOf(first) + 7) % 7) + 1
    return Array.from({ length: count }, (_, n) => WEEKDAYS[(dayOf(first) + n) % 7]!)
  }
  const hint = unknown === undefined ? undefined : nearest(unknown, [...WEEKDAYS, 'daily'])
  report.problem(at, `there are no days "${key}"`, { expected, hint })
  return null
}

/** "9:00" and "24:00" in minutes; null where it is no time of a day. */
const minutesOf = (text: string): number | null => {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim())
  if (!match) return null
  const minutes = Number(match[1]) * 60 + Number(match[2])
  return Number(match[2]) < 60 && minutes <= 24 * 60 ? minutes : null
}

export const readRange = (node: Node, report: Report): HourRange | null => {
  const scalar = openScalar(node, 'hours', report, RANGE)
  if (!scalar) return null
  const [from, to, more] = scalar.text.split(/[-–]/).map(minutesOf)
  if (from == null || to == null || more !== undefined) {
    report.problem(scalar.at, `hours cannot be "${scalar.text}"`, { expected: RANGE })
    return null
  }
  if (from < to) return { from, to }
  report.problem(scalar.at, `these hours end before they begin: "${scalar.text}"`, {
    expected: 'hours of one day; a night is two: 22:00-24:00, and 00:00-02:00 of the next day',
  })
  return null
}

/** Days by themselves: mon-fri, or [mon, wed-fri]; each once, Monday first. */
export const readDaysOf = (node: Node, report: Report): readonly Weekday[] | null => {
  const expected = 'days such as mon-fri or sat, or a list of these'
  const items = node.kind === 'list' ? node.items : [node]
  if (items.length === 0) report.problem(node.at, 'days are missing', { expected })
  const days = items.flatMap((item) => {
    const scalar = openScalar(item, 'days', report, expected)
    return (scalar && readDays({ key: scalar.text.trim(), at: scalar.at }, report, expected)) ?? []
  })
  return days.length > 0 ? WEEKDAYS.filter((day) => days.includes(day)) : null
}

const readRanges = (node: Node, report: Report): readonly HourRange[] => {
  const items = node.kind === 'list' ? node.items : [node]
  const ranges = items.flatMap((item) => readRange(item, report) ?? [])
  const sorted = ranges.toSorted((a, b) => a.from - b.from)
  const clash = sorted.find((range, n) => n > 0 && range.from < sorted[n - 1]!.to)
  if (clash) report.problem(node.at, 'these hours overlap', { expected: 'one after the other' })
  return sorted
}

export const readHours = (node: Node, report: Report): Hours | null => {
  const hours: Partial<Record<Weekday, readonly HourRange[]>> = {}
  const entries = openMap(node, 'hours', report, DAYS)
  if (!entries) return null
  for (const entry of entries.values()) {
    const ranges = readRanges(entry.value, report)
    for (const day of readDays(entry, report) ?? []) {
      if (hours[day])
        report.problem(entry.at, `${day} stands here a second time`, { expected: 'each day once' })
      else hours[day] = ranges
    }
  }
  if (entries.size === 0) report.problem(node.at, 'hours are missing', { expected: DAYS })
  return hours
}

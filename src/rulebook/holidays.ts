// The shop's holidays: `countries: [UA]` and its own `holidays:` -> the days of any year that is asked for. Those
// of countries come from the package date-holidays on this machine, loaded when they are first asked for.
import { createRequire } from 'node:module'
import type DateHolidays from 'date-holidays'
import type { Holiday, Holidays, Shop } from '../core/shop.ts'
import { dayInYear } from '../core/time/local-time.ts'
import { HOLIDAY_COUNTRIES } from './holiday-countries.ts'
import { checkName, toName } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openList, openMap, openScalar } from './node.ts'
import type { Report } from './problem.ts'

/** There is no clock here: histories begin with the first, and before the last has come the list is a longer one. */
const YEARS = { first: 2010, last: 2045 }

/** Where December is summer. */
const SOUTHERN = new Set('AR AU BO BR BW CL LS MG MU MZ NA NZ PE PY RE SZ UY ZA ZM ZW'.split(' '))

const require = createRequire(import.meta.url)
const opened = new Map<string, DateHolidays>()
const listOf = (country = ''): DateHolidays => {
  const Days = require('date-holidays') as typeof DateHolidays
  const list = opened.get(country) ?? (country === '' ? new Days() : new Days(country))
  opened.set(country, list)
  return list
}

/** Days off for the whole country, and those that stand in for one on a weekend. */
const holidaysOf = (country: string, year: number): readonly Holiday[] =>
  listOf(country)
    .getHolidays(year, 'en')
    .filter(({ type }) => type === 'public')
    .map(({ date, name }) => ({ date: date.slice(0, 10), name: toName(name) }))

const readCountries = (node: Node, report: Report): readonly string[] => {
  const items = openList(node, 'countries', report, 'a list such as [UA]') ?? []
  return items.flatMap((item) => {
    const scalar = openScalar(item, 'a country', report, 'two letters such as UA')
    if (!scalar || HOLIDAY_COUNTRIES.has(scalar.text)) return scalar ? [scalar.text] : []
    const all = listOf().getCountries('en')
    const named = Object.entries(all).find(
      ([, name]) => name.toLowerCase() === scalar.text.toLowerCase(),
    )?.[0]
    const slip = scalar.text === 'UK' ? 'GB' : nearest(scalar.text.toUpperCase(), Object.keys(all))
    report.problem(scalar.at, `there are no holidays of "${scalar.text}"`, {
      expected: "a country's two letters such as UA",
      hint: named ?? slip,
    })
    return []
  })
}

const DAY = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/

/** A day of one year, or of every year. */
type Own = {
  readonly year: number | null
  readonly month: number
  readonly day: number
  readonly name: string
}

export type Calendar = { readonly countries: readonly string[]; readonly own: readonly Own[] }

const inYear = (month: number, day: number, year: number): Date =>
  new Date(Date.UTC(year, month - 1, dayInYear(month, day, year)))

/** "2026-11-27" is that day, "05-12" that of every year. */
const daysOf = (node: Node, name: string, report: Report): readonly Own[] => {
  const expected = 'a day such as 2026-11-27, or 05-12 for every year'
  const scalar = openScalar(node, name, report, expected)
  if (!scalar) return []
  const [, year, month, day] = DAY.exec(scalar.text) ?? []
  const at = (one: number) => inYear(+month!, +day!, one)
  const isDay = month !== undefined && at(Number(year ?? 2028)).getUTCMonth() === Number(month) - 1
  if (!isDay || Number(day) < 1 || (year && at(+year).toISOString().slice(0, 10) !== scalar.text)) {
    report.problem(scalar.at, `${name} cannot be on "${scalar.text}"`, { expected })
    return []
  }
  return [{ year: year ? Number(year) : null, month: Number(month), day: Number(day), name }]
}

const readOwn = (node: Node, report: Report): readonly Own[] =>
  [...(openMap(node, 'holidays', report)?.values() ?? [])].flatMap(({ key, at, value }) => {
    const name = checkName(key, at, 'a holiday', report)
    if (!name) return []
    return (value.kind === 'list' ? value.items : [value]).flatMap((one) => daysOf(one, name, report))
  })

const calendars = new WeakMap<Holidays['in'], Calendar>()

/** Of what a shop's holidays were made. */
export const calendarOf = (days: Holidays['in']): Calendar | undefined => calendars.get(days)

/** The shop's own name of a day goes before the country's. */
export const openCalendar = (calendar: Calendar): Holidays => {
  const { countries, own } = calendar
  const dated = own.flatMap(({ year }) => (year === null ? [] : [year]))
  const isYearly = countries.length > 0 || own.some(({ year }) => year === null)
  const known = [...dated, ...(isYearly ? [YEARS.first, YEARS.last] : [])]
  const isYear = (year: number) => year >= YEARS.first && year <= YEARS.last
  const daysIn = (year: number): readonly Holiday[] => {
    const all = [
      ...(isYear(year) ? countries.flatMap((country) => holidaysOf(country, year)) : []),
      ...own
        .filter((one) => (one.year === null ? isYear(year) : one.year === year))
        .map(({ month, day, name }) => ({
          date: inYear(month, day, year).toISOString().slice(0, 10),
          name,
        })),
    ]
    const byDate = new Map(all.map((holiday) => [holiday.date, holiday]))
    return [...byDate.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1))
  }
  const asked = new Map<number, readonly Holiday[]>()
  const holidays: Holidays = {
    first: Math.min(...known),
    last: Math.max(...known),
    in: (year) => {
      const days = asked.get(year) ?? daysIn(year)
      asked.set(year, days)
      return days
    },
  }
  calendars.set(holidays.in, calendar)
  return holidays
}

/** Nothing where the shop names neither. */
export const readHolidays = (
  countries: Entry | undefined,
  own: Entry | undefined,
  report: Report,
): Pick<Shop, 'holidays' | 'southern'> => {
  if (!countries && !own) return {}
  const named = countries ? readCountries(countries.value, report) : []
  return {
    holidays: openCalendar({ countries: named, own: own ? readOwn(own.value, report) : [] }),
    ...(SOUTHERN.has(named[0] ?? '') && { southern: true }),
  }
}

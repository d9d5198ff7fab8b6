// The shop's holidays: `countries: [UA]` and its own `holidays:` -> a plain list of days, many years on. The days of
// countries come from the package date-holidays on this machine, loaded only where a shop names a country.
import { createRequire } from 'node:module'
import type DateHolidays from 'date-holidays'
import type { Holiday, Shop } from '../core/shop.ts'
import { dayInYear } from '../core/time/local-time.ts'
import { checkName, toName } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openList, openMap, openScalar } from './node.ts'
import type { Report } from './problem.ts'

/** There is no clock here: histories begin with the first, and before the last has come the list is a longer one. */
const YEARS = { from: 2010, to: 2045 }
const years = Array.from({ length: YEARS.to - YEARS.from + 1 }, (_, n) => YEARS.from + n)

/** Where December is summer. */
const SOUTHERN = new Set('AR AU BO BR BW CL LS MG MU MZ NA NZ PE PY RE SZ UY ZA ZM ZW'.split(' '))

const require = createRequire(import.meta.url)
const listOf = (country?: string): DateHolidays => {
  const Days = require('date-holidays') as typeof DateHolidays
  return country === undefined ? new Days() : new Days(country)
}

const known = new Map<string, readonly Holiday[]>()

/** Days off for the whole country, and those that stand in for one on a weekend. */
const holidaysOf = (country: string): readonly Holiday[] => {
  const found = known.get(country)
  if (found) return found
  const list = listOf(country)
  const all = years.flatMap((year) =>
    list
      .getHolidays(year, 'en')
      .filter(({ type }) => type === 'public')
      .map(({ date, name }) => ({ date: date.slice(0, 10), name: toName(name) })),
  )
  known.set(country, all)
  return all
}

const readCountries = (node: Node, report: Report): readonly string[] => {
  const items = openList(node, 'countries', report, 'a list such as [UA]') ?? []
  const all = items.length === 0 ? {} : listOf().getCountries('en')
  return items.flatMap((item) => {
    const scalar = openScalar(item, 'a country', report, 'two letters such as UA')
    if (!scalar || Object.hasOwn(all, scalar.text)) return scalar ? [scalar.text] : []
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

/** "2026-11-27" is that day, "05-12" that of every year. */
const daysOf = (node: Node, name: string, report: Report): readonly Holiday[] => {
  const expected = 'a day such as 2026-11-27, or 05-12 for every year'
  const scalar = openScalar(node, name, report, expected)
  if (!scalar) return []
  const [, year, month, day] = DAY.exec(scalar.text) ?? []
  const at = (one: number) => new Date(Date.UTC(one, Number(month) - 1, dayInYear(+month!, +day!, one)))
  const isDay = month !== undefined && at(Number(year ?? 2028)).getUTCMonth() === Number(month) - 1
  if (!isDay || Number(day) < 1 || (year && at(+year).toISOString().slice(0, 10) !== scalar.text)) {
    report.problem(scalar.at, `${name} cannot be on "${scalar.text}"`, { expected })
    return []
  }
  const dates = year ? [Number(year)] : years
  return dates.map((one) => ({ date: at(one).toISOString().slice(0, 10), name }))
}

const readOwn = (node: Node, report: Report): readonly Holiday[] =>
  [...(openMap(node, 'holidays', report)?.values() ?? [])].flatMap(({ key, at, value }) => {
    const name = checkName(key, at, 'a holiday', report)
    if (!name) return []
    return (value.kind === 'list' ? value.items : [value]).flatMap((one) => daysOf(one, name, report))
  })

/** The shop's own name of a day goes before the country's; nothing where the shop names neither. */
export const readHolidays = (
  countries: Entry | undefined,
  own: Entry | undefined,
  report: Report,
): Pick<Shop, 'holidays' | 'southern'> => {
  if (!countries && !own) return {}
  const named = countries ? readCountries(countries.value, report) : []
  const all = [...named.flatMap(holidaysOf), ...(own ? readOwn(own.value, report) : [])]
  const byDate = new Map(all.map((holiday) => [holiday.date, holiday]))
  return {
    holidays: [...byDate.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    ...(SOUTHERN.has(named[0] ?? '') && { southern: true }),
  }
}

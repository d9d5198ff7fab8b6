// Days of the week in a language, those that follow each other as a range: Mon–Fri, Sun.
import { WEEKDAYS, type Weekday } from '../core/agents/hours.ts'

/** The fifth of January 1970 was a Monday. */
const MONDAY = Date.UTC(1970, 0, 5)
const DAY = 86_400_000

export const daysText = (days: readonly Weekday[], locale: string): string => {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const name = (day: number): string => format.format(MONDAY + day * DAY)
  const wanted = WEEKDAYS.flatMap((day, n) => (days.includes(day) ? n : []))
  const runs: number[][] = []
  for (const day of wanted) {
    const run = runs.at(-1)
    if (run && run.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const [first, last] = [runs[0], runs.at(-1)]
  // Sunday and Monday follow each other, too: Fri–Mon is one run.
  if (first && last && first !== last && first[0] === 0 && last.at(-1) === 6) {
    runs.pop()
    runs[0] = [...last, ...first]
  }
  return runs
    .flatMap((run) => (run.length > 2 ? `${name(run[0]!)}–${name(run.at(-1)!)}` : run.map(name)))
    .join(', ')
}

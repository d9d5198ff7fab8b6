// The day by which a message needs something: "by Friday", "к 8 марта", "через три дня". Own rather than chrono-node: see
// docs/decisions/0014-what-messages-bring.md.
import {
  dayNumber,
  endOf,
  endOfMonth,
  nextDate,
  nextDayOfMonth,
  nextMonday,
  nextWeekday,
  type Today,
  todayAt,
  weekdayOf,
} from './calendar.ts'
import { isNeeded } from './day-context.ts'
import { HOLIDAYS, MONTH, monthIn, ON, UNTIL, WEEKDAY, weekdayIn } from './day-words.ts'
import { any, blot, pattern } from './patterns.ts'

/** `before`: the word before the day, null where there is none. */
type Read = (match: readonly (string | undefined)[], today: Today, before: Before) => number | null
type Before = 'until' | 'on' | null
/** `on`: only with a word before it, since by itself the word is another. `firm`: it is a last day whatever stands before. */
type Rule = { readonly at: RegExp; readonly read: Read; readonly on?: true; readonly firm?: true }

const MOST_DAYS = 400
const lead = `(?:(?:(${UNTIL})|(${ON}))(?: (?:the|самого|самой|утра|ранку|вечера|вечора|саму|самый|this|эту|этот|цю|цей|эти|ці|end of))? )?`
const rule = (source: string, read: Read, more: Omit<Rule, 'at' | 'read'> = {}): Rule => ({
  at: pattern(`${lead}${source}`),
  read,
  ...more,
})

const NEXT = any('следующ* наступн* next будущ* майбутн*')
const days = any('день дня дней дні днів day days деньков дня')
const weeks = any('недел* тижд* тижн* week weeks')
const months = any('месяц* місяц* month months')

const ahead = (match: readonly (string | undefined)[], { day, year, month, date }: Today): number | null => {
  const [number = '', unit = ''] = match
  const many =
    number.startsWith('пар') || number.startsWith('couple')
      ? 2
      : number.startsWith('пол') || number.startsWith('пів')
        ? 0.5
        : /^\d/.test(number)
          ? Number(number)
          : 1
  if (many > MOST_DAYS) return null
  if (new RegExp(`^${weeks}$`, 'u').test(unit)) return day + 7 * many
  if (new RegExp(`^${months}$`, 'u').test(unit))
    return many < 1 ? day + 15 : dayNumber(year, month + many, date)
  return day + Math.ceil(many)
}

const COUNT =
  '((?:\\d+(?: (?:-|–|или|або|or) \\d+)?|пару|пара|парочку|couple|a couple of|couple of|a|одну|один|the next|пол|пів) )?'

const RULES: readonly Rule[] = [
  rule('(\\d{4})-(\\d\\d)-(\\d\\d)', ([y, m, d]) => dayNumber(Number(y), Number(m), Number(d))),
  rule('(\\d{1,2})[./](\\d{1,2})[./](\\d{4}|\\d\\d)', ([d, m, y]) => {
    const [date, month] = Number(m) > 12 ? [Number(m), Number(d)] : [Number(d), Number(m)]
    return month > 12 || date > 31 ? null : dayNumber((Number(y) % 100) + 2000, month, date)
  }),
  rule('(\\d{1,2})\\.(\\d\\d)', ([d, m], today) => nextDate(today, Number(m), Number(d)), { on: true }),
  rule(`(\\d{1,2})(?:th)?(?: of)? (${MONTH})(?: (?:\\d{4}(?: (?:года|року|г|р))?))?`, ([d, m], today) =>
    nextDate(today, monthIn(m!), Number(d)),
  ),
  rule(`(${MONTH}) (\\d{1,2})(?:th)?(?: , \\d{4})?`, ([m, d], today) =>
    nextDate(today, monthIn(m!), Number(d)),
  ),
  rule(
    '(?:the )?(\\d{1,2})(?:th|(?:-? (?:числа|числу|число|го)))(?: (?:числа|числу|число))?',
    ([d], today) => nextDayOfMonth(today, Number(d)),
    { on: true },
  ),
  ...HOLIDAYS.map(([names, month, date]) => rule(names, (_match, today) => nextDate(today, month, date))),
  rule(`(?:послезавтра|післязавтра|day after tomorrow)`, (_match, { day }) => day + 2),
  rule(
    '(?:завтра|завтрашн[\\p{L}]+|tomorrow|tomorow|tommorow|tmrw|tmr|tomorrows)(?: (?:дня|день|ночи|вечера))?',
    (_match, { day }) => day + 1,
  ),
  rule('(?:сегодня|сьогодні|today|tonight|вечера|вечора|end of day|eod)', (_match, { day }) => day),
  rule(`${NEXT} (${WEEKDAY})`, ([w], today) => nextMonday(today) + weekdayIn(w!)),
  rule(
    `(${WEEKDAY})(?: (?:утра|утром|вечера|вечером|ранку|morning|evening|night|noon))?`,
    ([w], today) => nextWeekday(today, weekdayIn(w!)),
    { on: true },
  ),
  rule(
    `${any('выходн* вихідн* weekend* уикенд*')}`,
    (_match, { day }, before) =>
      day - weekdayOf(day) + (before === 'until' ? (weekdayOf(day) > 4 ? 11 : 4) : 6),
    { on: true },
  ),
  rule(
    `(?:конца|кінця|кінець|конец|end of|the end of)(?: (?:этой|этого|цього|the|this|текущей|следующей|наступного))? ${weeks}`,
    (_match, { day }) => day - weekdayOf(day) + 6,
    { firm: true },
  ),
  rule(
    `(?:конца|кінця|кінець|конец|end of)(?: (?:этого|цього|the|this|текущего))? ${months}`,
    (_match, today) => endOfMonth(today),
    { firm: true },
  ),
  rule(
    `(?:конца|кінця|кінець|конец|end of)(?: (?:этого|цього|the|this))? (?:года|року|year)`,
    (_match, { year }) => dayNumber(year, 12, 31),
    { firm: true },
  ),
  rule(
    `(?:конца|кінця|end of) (${MONTH})`,
    ([m], today) => {
      const first = nextDate(today, monthIn(m!), 1)
      const here = monthIn(m!) === today.month
      return here
        ? endOfMonth(today)
        : first === null
          ? null
          : endOfMonth({ ...today, year: new Date(first * 86_400_000).getUTCFullYear(), month: monthIn(m!) })
    },
    { firm: true },
  ),
  rule(`${NEXT} ${weeks}`, (_match, today, before) => nextMonday(today) + (before === 'until' ? -1 : 6)),
  rule(`(?:этой|этой же|цього|цьому|this) ${weeks}`, (_match, { day }) => day - weekdayOf(day) + 6),
  rule(`${NEXT} ${months}`, (_match, today, before) => endOfMonth(today, before === 'until' ? 0 : 1)),
  rule(
    `(${MONTH})`,
    ([m], today, before) => {
      if (before !== 'until') return null
      const first = nextDate(today, monthIn(m!), 1)
      return first === null ? null : first - 1
    },
    { on: true },
  ),
]

/** "через три дня", "in two weeks", "за тиждень", "within 3 days". */
const AHEAD = pattern(
  `(через|за|in|within|протягом|впродовж|в течение|на протяжении|not later than|хватит) ${COUNT}(${days}|${weeks}|${months})(?! (?:назад|ago|тому|до|before) )`,
)
const HALF_MONTH = pattern('(?:через|за|in) (?:полмесяца|півмісяця)')
const FROM_NOW = pattern(`${COUNT}(${days}|${weeks})(?: from (?:now|today)|'?s? time)`)

type Hit = { readonly day: number; readonly until: boolean; readonly at: number; readonly length: number }

const hits = (text: string, today: Today): Hit[] => {
  const all: Hit[] = []
  let left = text
  const take = (match: RegExpMatchArray, day: number | null, until: boolean): void => {
    if (day === null || !Number.isSafeInteger(day) || day < today.day || day > today.day + MOST_DAYS) return
    all.push({ day, until, at: match.index!, length: match[0].length })
    left =
      left.slice(0, match.index) + '~'.repeat(match[0].length) + left.slice(match.index! + match[0].length)
  }
  for (const match of left.matchAll(AHEAD)) {
    const count = match[2]
      ?.trim()
      .split(/ (?:-|–|или|або|or) /)
      .at(-1)
    take(match, ahead([count, match[3]], today), false)
  }
  for (const match of left.matchAll(HALF_MONTH)) take(match, today.day + 15, false)
  for (const match of left.matchAll(FROM_NOW)) take(match, ahead([match[1]?.trim(), match[2]], today), false)
  for (const { at, read, on, firm } of RULES)
    for (const match of left.matchAll(at)) {
      const before: Before = match[1] ? 'until' : match[2] ? 'on' : null
      if (on && before === null) continue
      take(match, read(match.slice(3), today, before), before === 'until' || firm === true)
    }
  return all.toSorted((a, b) => a.at - b.at)
}

/** The sentence around a place of the text. */
const sentence = (text: string, at: number, length: number): string => {
  const from = Math.max(
    text.lastIndexOf(' . ', at),
    text.lastIndexOf(' ! ', at),
    text.lastIndexOf(' ? ', at),
    0,
  )
  const ends = ['. ', '! ', '? '].map((end) => text.indexOf(` ${end}`, at + length)).filter((end) => end >= 0)
  return ` ${text.slice(from, Math.min(...ends, text.length)).trim()} `
}

const GOODBYE =
  /^ (?:ну )?(?:до завтра|до понедельника|до понеділка|see you (?:tomorrow|\w+day)|пока до завтра|till tomorrow)(?: [.!)]+)* $/u

/** The last millisecond of the day by which it is needed, and the text without any day. */
export const findDay = (text: string, at: number, zone: string): readonly [number | undefined, string] => {
  if (GOODBYE.test(text)) return [undefined, text]
  const today = todayAt(at, zone)
  const all = hits(text, today)
  let left = text
  for (const { at: from, length } of all.toReversed()) left = blot(left, from, length)
  const needed = all.filter((one) => {
    const around = sentence(text, one.at, one.length)
    return isNeeded(around, one.until) || (isNeeded(text, one.until) && around.split(' ').length < 6)
  })
  const found = needed.find(({ until }) => until) ?? needed[0]
  return [found && endOf(found.day, zone), left]
}

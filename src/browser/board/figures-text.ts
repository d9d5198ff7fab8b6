// How the board, the report and the digest write numbers: money, shares, percentage points and percent never alike.
import type { Unknown } from '../../core/report/effect.ts'
import type { Interval } from '../../core/report/interval.ts'
import { moneyIn } from '../money.ts'
import { en, type Key, type Words } from './words/en.ts'
import { ru } from './words/ru.ts'
import { uk } from './words/uk.ts'

export const TABLES: Readonly<Record<'en' | 'uk' | 'ru', Words>> = { en, uk, ru }
export type BoardLang = keyof typeof TABLES

const LOCALES: Readonly<Record<BoardLang, string>> = { en: 'en-GB', uk: 'uk-UA', ru: 'ru-RU' }

export type Say = (key: Key, args?: Readonly<Record<string, string | number>>) => string

export const sayIn =
  (lang: BoardLang): Say =>
  (key, args = {}) =>
    TABLES[lang][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole))

/** Few digits where the number is large, more where it is small. */
const digitsFor = (value: number): number => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)

export type Numbers = {
  readonly whole: (count: number) => string
  readonly money: (minor: number) => string
  /** A share in percent: "12.3%"; null: a dash. */
  readonly share: (percent: number | null) => string
  readonly points: (points: number) => string
  readonly relative: (percent: number) => string
  /** "0.68 pp (0.50 to 0.86)". */
  readonly range: (found: Interval<'percentage_points'> | Interval<'percent'> | Interval<'money'>) => string
  readonly signedMoney: (minor: number) => string
  readonly why: (unknown: Unknown | 'no_costs') => string
  readonly day: (day: string) => string
  readonly time: (at: number) => string
}

export const numbersOf = (
  lang: BoardLang,
  currency: string,
  digits: number,
  zone: string,
  say: Say = sayIn(lang),
): Numbers => {
  const locale = LOCALES[lang]
  const whole = new Intl.NumberFormat(locale)
  const money = moneyIn(currency, lang === 'en' ? 'en' : locale, digits)
  const signed = (value: number): string =>
    new Intl.NumberFormat(locale, {
      ...{ minimumFractionDigits: digitsFor(value), maximumFractionDigits: digitsFor(value) },
      signDisplay: 'exceptZero',
    }).format(value)
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const timed = new Intl.DateTimeFormat(locale, {
    ...{
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    },
  })
  const points = (value: number): string => say('points', { n: signed(value) })
  const relative = (value: number): string => say('percent', { n: signed(value) })
  const signedMoney = (minor: number): string => `${minor > 0 ? '+' : ''}${money(Math.round(minor))}`
  const write = { percentage_points: points, percent: relative, money: signedMoney } as const
  return {
    ...{ points, relative, signedMoney, money: (minor) => money(Math.round(minor)) },
    whole: (count) => whole.format(count),
    share: (percent) =>
      percent === null
        ? '–'
        : say('percent', {
            n: new Intl.NumberFormat(locale, { maximumFractionDigits: digitsFor(percent) }).format(percent),
          }),
    range: ({ unit, estimate, low, high }) => {
      // The unit stands once; a sum is no sum without its currency.
      const one = unit === 'money' ? signedMoney : signed
      return `${write[unit](estimate)} (${say('from_to', { low: one(low), high: one(high) })})`
    },
    why: (unknown) => say(`why_${unknown}`),
    day: (day) => short.format(Date.parse(`${day}T00:00:00Z`)),
    time: (at) => timed.format(at),
  }
}

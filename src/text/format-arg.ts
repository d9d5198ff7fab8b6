// One argument of a text in a shopper's language: sums, times, durations, codes. Knows no texts.
import type { Lang } from '../core/meaning.ts'
import type { Arg } from '../core/message.ts'
import { digitsOf, toMajor } from '../core/money.ts'
import { daysText } from './days.ts'
import { LOCALES } from './icu.ts'

/** A text within a text is filled in by whoever knows texts. */
export type ArgFormat = (arg: Exclude<Arg, { readonly text: unknown }>) => string | number

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Part = readonly [unit: 'day' | 'hour' | 'minute' | 'second', count: number]

/** 30d is days, 36h is hours, 90m is an hour and a half; never more than two units. */
export const durationParts = (duration: number): readonly Part[] => {
  const whole = Math.max(0, Math.round(duration / SECOND)) * SECOND
  if (whole >= 2 * DAY && (whole % DAY === 0 || whole >= 7 * DAY)) return [['day', Math.round(whole / DAY)]]
  if (whole >= HOUR) {
    const minutes = Math.round(whole / MINUTE)
    const parts: readonly Part[] = [
      ['hour', Math.floor(minutes / 60)],
      ['minute', whole < DAY ? minutes % 60 : 0],
    ]
    return parts.filter(([, count]) => count > 0)
  }
  return whole >= MINUTE ? [['minute', Math.round(whole / MINUTE)]] : [['second', whole / SECOND]]
}

/** `currency` and `zone` are the shop's. */
export const createArgFormat = (lang: Lang, currency: string, zone: string): ArgFormat => {
  const locale = LOCALES[lang]
  const digits = digitsOf(currency)
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: 'stripIfInteger',
  })
  const time = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const day = new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'long' })
  const units = new Map<string, Intl.NumberFormat>()
  const unitOf = (unit: string): Intl.NumberFormat => {
    const format =
      units.get(unit) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
    units.set(unit, format)
    return format
  }
  return (arg) => {
    if (typeof arg !== 'object') return arg
    if ('money' in arg) return money.format(toMajor(arg.money, digits) as `${number}`)
    if ('time' in arg) return time.format(arg.time)
    if ('day' in arg) return day.format(arg.day)
    if ('code' in arg) return `{code:${arg.code}}`
    if ('days' in arg) return daysText(arg.days, locale)
    return durationParts(arg.duration)
      .map(([unit, count]) => unitOf(unit).format(count))
      .join(' ')
  }
}

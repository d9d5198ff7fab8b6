// Sums, times and durations in Slack: in the shop's currency and zone, in the reader's language.
import type { Lang } from '../../core/meaning.ts'
import { digitsOf, toMajor, toMinor } from '../../core/money.ts'
import type { Say } from './words.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LOCALES: Readonly<Record<Lang, string>> = { en: 'en-GB', uk: 'uk-UA', ru: 'ru-RU' }

export type Format = {
  readonly lang: Lang
  readonly money: (minor: number) => string
  /** With the day where it is not today. */
  readonly time: (at: number) => string
  readonly lasts: (ms: number) => string
  /** A sum as it is typed, and back; null: no sum. */
  readonly typed: (minor: number) => string
  readonly read: (text: string) => number | null
}

type Shop = { readonly currency: string; readonly time_zone: string; readonly now: number }

export const formatOf = ({ currency, time_zone, now }: Shop, lang: Lang, say: Say): Format => {
  const digits = digitsOf(currency)
  const money = (places: number) =>
    new Intl.NumberFormat(LOCALES[lang], {
      ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
      ...{ minimumFractionDigits: places, maximumFractionDigits: places },
    })
  const [whole, exact] = [money(0), money(digits)]
  const zoned = { timeZone: time_zone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' } as const
  const clock = new Intl.DateTimeFormat(LOCALES[lang], zoned)
  const dated = new Intl.DateTimeFormat(LOCALES[lang], { ...zoned, day: 'numeric', month: 'short' })
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: time_zone })
  return {
    lang,
    money: (minor) => (minor % 10 ** digits === 0 ? whole : exact).format(minor / 10 ** digits),
    time: (at) => (day.format(at) === day.format(now) ? clock : dated).format(at),
    lasts: (ms) => {
      if (ms >= 2 * DAY) return say('days', { n: Math.round(ms / DAY) })
      if (ms >= HOUR) return say('hours', { n: Math.floor(ms / HOUR) })
      return say('minutes', { n: Math.max(1, Math.floor(ms / MINUTE)) })
    },
    typed: (minor) => toMajor(minor, digits).replace(/\.0+$/, ''),
    read: (text) => {
      const sum = toMinor(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'), digits)
      return sum === null || sum < 0 ? null : sum
    },
  }
}

// Sums, times and durations at the desk: in the shop's currency and zone, in the agent's language.
import { moneyIn } from '../money.ts'
import type { DeskLang, Say } from './language.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const LOCALES: Readonly<Record<DeskLang, string>> = { en: 'en-GB', uk: 'uk-UA', ru: 'ru-RU' }

export type Format = {
  readonly lang: DeskLang
  readonly money: (minor: number) => string
  /** With the day where it is not today. */
  readonly time: (at: number) => string
  /** A day of the calendar, with its weekday. */
  readonly day: (at: number) => string
  /** "14 min", "2 h", "3 d". */
  readonly lasts: (ms: number) => string
  /** "14 min 05 s" under an hour: a countdown. */
  readonly left: (ms: number) => string
  /** A sum as it is typed, and back; null: no sum. */
  readonly typed: (minor: number) => string
  readonly read: (text: string) => number | null
}

type Shop = { readonly currency: string; readonly time_zone: string; readonly now: number }

export const formatOf = ({ currency, time_zone, now }: Shop, lang: DeskLang, say: Say): Format => {
  const zoned = { timeZone: time_zone, hourCycle: 'h23' } as const
  const clock = new Intl.DateTimeFormat(LOCALES[lang], { ...zoned, hour: '2-digit', minute: '2-digit' })
  const dated = new Intl.DateTimeFormat(LOCALES[lang], {
    ...{ ...zoned, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  })
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: time_zone })
  const calendar = new Intl.DateTimeFormat(LOCALES[lang], {
    ...{ timeZone: time_zone, weekday: 'short', day: 'numeric', month: 'long' },
  })
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const lasts = (ms: number): string => {
    if (ms >= 2 * DAY) return say('days', { n: Math.round(ms / DAY) })
    if (ms >= HOUR) return say('hours', { n: Math.floor(ms / HOUR) })
    return ms >= MINUTE
      ? say('minutes', { n: Math.floor(ms / MINUTE) })
      : say('seconds', { n: Math.ceil(ms / SECOND) })
  }
  return {
    lang,
    money: moneyIn(currency, lang === 'en' ? 'en' : LOCALES[lang]),
    time: (at) => (day.format(at) === day.format(now) ? clock : dated).format(at),
    day: (at) => calendar.format(at),
    lasts,
    left: (ms) => {
      if (ms >= HOUR || ms < MINUTE) return lasts(ms)
      return `${lasts(ms)} ${say('seconds', { n: String(Math.floor((ms % MINUTE) / SECOND)).padStart(2, '0') })}`
    },
    typed: (minor) =>
      minor % 10 ** digits === 0 ? String(minor / 10 ** digits) : (minor / 10 ** digits).toFixed(digits),
    read: (text) => {
      const clean = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
      if (!/^\d{1,12}(\.\d+)?$/.test(clean)) return null
      return Math.round(Number(clean) * 10 ** digits)
    },
  }
}

// "Not now, in three days": whether a whole message asks to be left alone for a while, and for how long.
import { DAY, HOUR } from '../time/local-time.ts'

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’ʼ`´]/g, '')
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Without a time these are the whole message. */
const LATER = new Set(
  `not now;not now please;not right now;maybe later;later;later please;remind me later;ask me later;write to me later;
не сейчас;не сейчас пожалуйста;позже;потом;попозже;давайте позже;давайте потом;напомните позже;напомни позже;
напишите позже;напишите потом;
не зараз;не зараз будь ласка;пізніше;потім;давайте пізніше;давайте потім;нагадайте пізніше;нагадай пізніше;
напишіть пізніше;напишіть потім`
    .split(';')
    .map(plain),
)

const ASKS =
  /^(?:(?:please )?(?:remind|write|text|message|ask)(?: to)? me(?: again)?|not now|напомни(?:те)?(?: мне)?|напиши(?:те)?(?: мне)?|не сейчас|нагадай(?:те)?(?: мені)?|напиш(?:и|іть)(?: мені)?|не зараз)(?: |$)/u

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:hours?|час(?:а|ов)?|годин(?:у|и)?)$/u, HOUR],
  [/^(?:days?|день|дня|дней|дні|днів)$/u, DAY],
  [/^(?:weeks?|недел(?:ю|и|ь|я)|тиж(?:день|ні|нів))$/u, 7 * DAY],
  [/^(?:months?|месяц(?:а|ев)?|місяц(?:ь|і|ів))$/u, 30 * DAY],
]
const NUMBERS: Readonly<Record<string, number>> = {
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 },
  ...{ один: 1, одну: 1, два: 2, две: 2, три: 3, четыре: 4, пять: 5, шесть: 6 },
  ...{ дві: 2, чотири: 4, шість: 6, пару: 2, couple: 2 },
}
const ONE_WORD: Readonly<Record<string, number>> = {
  ...{ tomorrow: DAY, завтра: DAY, послезавтра: 2 * DAY, післязавтра: 2 * DAY },
}

/** No shorter, no longer. */
const SHORTEST = HOUR
const LONGEST = 365 * DAY

const timeIn = (words: readonly string[]): number | null => {
  for (const [n, word] of words.entries()) {
    if (ONE_WORD[word] !== undefined) return ONE_WORD[word]
    const unit = UNITS.find(([pattern]) => pattern.test(word))?.[1]
    if (unit === undefined) continue
    const before = words[n - 1] ?? ''
    const count = /^\d{1,3}$/.test(before) ? Number(before) : (NUMBERS[before] ?? 1)
    return count * unit
  }
  return null
}

/** null: it asks for no such thing. `time`: for how long, ms; null: it does not say. */
export const snoozeIn = (text: string): { readonly time: number | null } | null => {
  if (text.length > 80) return null
  const bare = plain(text)
  if (LATER.has(bare)) return { time: null }
  const words = bare.split(' ')
  const time = ASKS.test(bare) && words.length <= 8 ? timeIn(words) : null
  return time === null ? null : { time: Math.min(LONGEST, Math.max(SHORTEST, time)) }
}

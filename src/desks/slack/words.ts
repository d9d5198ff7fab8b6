// The desk's own words in Slack, by language: cards in the shop's, what one agent alone reads in that agent's.
import type { Lang } from '../../core/meaning.ts'
import { en, type Words } from './words/en.ts'
import { ru } from './words/ru.ts'
import { uk } from './words/uk.ts'

const WORDS: Readonly<Record<Lang, Words>> = { en, ru, uk }

export type Key = keyof Words
export type Say = (key: Key, args?: Readonly<Record<string, string | number>>) => string

export const sayIn =
  (lang: Lang): Say =>
  (key, args = {}) =>
    WORDS[lang][key].replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''))

/** null: there are no words of that name. */
export const keyOf = (name: string): Key | null => (Object.hasOwn(en, name) ? (name as Key) : null)

/** A name that the marketer gave, for people. */
export const wordy = (name: string): string => {
  const text = name.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** As Slack tells a member's locale: ru-RU, uk-UA, en-GB. */
export const langOf = (locale: string | undefined): Lang => {
  const lang = locale?.slice(0, 2).toLowerCase()
  return lang === 'ru' || lang === 'uk' ? lang : 'en'
}

// Which language the desk speaks: the agent's choice, else the browser's. Texts are filled in here.
import { en, type Words } from './words/en.ts'
import { ru } from './words/ru.ts'
import { uk } from './words/uk.ts'

export const LANGS = { en: 'English', uk: 'Українська', ru: 'Русский' } as const
export type DeskLang = keyof typeof LANGS

const TABLES: Readonly<Record<DeskLang, Words>> = { en, uk, ru }
const KEPT = 'winback.desk.lang'

const isLang = (lang: string | null | undefined): lang is DeskLang => lang != null && lang in LANGS

export const chosenLang = (): DeskLang => {
  const kept = localStorage.getItem(KEPT)
  if (isLang(kept)) return kept
  return navigator.languages.map((lang) => lang.slice(0, 2)).find(isLang) ?? 'en'
}

export const chooseLang = (lang: DeskLang): void => localStorage.setItem(KEPT, lang)

export type Key = keyof Words
/** The text of a key, with {name} filled in. */
export type Say = (key: Key, args?: Readonly<Record<string, string | number>>) => string

export const sayIn =
  (lang: DeskLang): Say =>
  (key, args = {}) =>
    TABLES[lang][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole))

/** The key where there is such a text, such as why_large_order; null for a name that the shop made up. */
export const keyOf = (key: string): Key | null => (key in en ? (key as Key) : null)

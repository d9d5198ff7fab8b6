// Which language the page speaks: what the address asks for, what was chosen before, what the browser prefers.
import { kept } from './kept.ts'

export const LANGS = ['uk', 'ru', 'en'] as const
export type Lang = (typeof LANGS)[number]

const KEPT = 'lang'

/** "en-GB" is en; null where it is none of ours. */
export const langOf = (tag: string | null | undefined): Lang | null =>
  LANGS.find((lang) => lang === tag?.trim().toLowerCase().split(/[-_]/)[0]) ?? null

/** Whose way of writing dates: English as in Europe. */
export const placeOf = (lang: Lang): string => (lang === 'en' ? 'en-GB' : lang)

export const pickLang = (): Lang => {
  const asked = langOf(new URLSearchParams(location.search).get('lang'))
  if (asked) keepLang(asked)
  const wanted = [asked, langOf(kept.readText(KEPT)), ...navigator.languages.map(langOf)]
  return wanted.find((lang) => lang !== null) ?? 'en'
}

/** The address asks no more, once something else was chosen. */
export const keepLang = (lang: Lang): void => {
  kept.keepText(KEPT, lang)
  const url = new URL(location.href)
  if (!url.searchParams.has('lang') || url.searchParams.get('lang') === lang) return
  url.searchParams.delete('lang')
  history.replaceState(history.state, '', url)
}

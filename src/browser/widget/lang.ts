// Which of our languages the widget speaks. Knows no words.
import type { Lang } from './wire.ts'

/** The first of our languages that is asked for: the page's own, then the browser's. */
export const pickLang = (wanted: readonly (string | null | undefined)[]): Lang => {
  for (const tag of wanted) {
    const lang = tag?.toLowerCase().split(/[-_]/)[0]
    // "ua" is the country's name, and half of all shops write it for the language.
    if (lang === 'uk' || lang === 'ua') return 'uk'
    if (lang === 'ru' || lang === 'en') return lang
  }
  return 'en'
}

// The demo shop's own words in three languages.
import type { Lang } from './lang.ts'
import type { Words } from './words.ts'
import { EN } from './words-en.ts'
import { RU } from './words-ru.ts'
import { UK } from './words-uk.ts'

const WORDS: Readonly<Record<Lang, Words>> = { uk: UK, ru: RU, en: EN }

export const wordsIn = (lang: Lang): Words => WORDS[lang]

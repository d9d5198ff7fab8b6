// Finding goods by what was typed: beginnings and parts of words, and a slip of the finger. Knows no elements.
import type { Product } from './api.ts'
import { LANGS, type Lang } from './lang.ts'
import type { Words } from './words.ts'

/** Letters as they are compared: no case, no accents, no apostrophes. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}|[ʼ'’`]/gu, '')

const wordsOf = (text: string): string[] => plain(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Steps from `a` to `b`: a letter changed, left out, put in, or two swapped. */
const steps = (a: string, b: string): number => {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before[j - 2]! + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length]!
}

/** How well one typed word fits one of the goods' words; 0: not at all. */
const fit = (typed: string, word: string): number => {
  if (word === typed) return 4
  if (word.startsWith(typed)) return 3
  if (typed.length >= 3 && word.includes(typed)) return 2
  const slips = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0
  if (slips === 0) return 0
  const starts = [word, word.slice(0, typed.length), word.slice(0, typed.length + 1)]
  return starts.some((start) => steps(typed, start) <= slips) ? 1 : 0
}

const bestFit = (typed: string, text: string): number =>
  Math.max(0, ...wordsOf(text).map((word) => fit(typed, word)))

/** Every typed word must be found somewhere; the title counts most. 0: not found. */
const scoreOf = (typed: readonly string[], product: Product, lang: Lang, category: string): number => {
  let score = 0
  for (const word of typed) {
    const found =
      bestFit(word, product.title[lang]) * 4 +
      bestFit(word, category) * 2 +
      bestFit(word, `${product.about[lang]} ${product.details[lang]}`)
    if (found === 0) return 0
    score += found
  }
  return score
}

/** The goods that fit `query`, the best first; all of them where nothing was typed. */
export const search = (
  products: readonly Product[],
  query: string,
  lang: Lang,
  words: Words,
): readonly Product[] => {
  const typed = wordsOf(query)
  if (typed.length === 0) return query.trim() === '' ? products : []
  const inLang = (lang: Lang): readonly Product[] =>
    products
      .map((product) => ({
        product,
        score: scoreOf(typed, product, lang, words.categories[product.category]),
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .map(({ product }) => product)
  const here = inLang(lang)
  if (here.length > 0) return here
  // Somebody may know a thing by its name in another of our languages.
  return [...new Set(LANGS.flatMap(inLang))]
}

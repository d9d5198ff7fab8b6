// Does a phrased text say what the shop's own says, no more and no less? Numbers, sums, days, names, promises, bounds and noes
// must be the same on both sides, the words its own; where that can't be seen, the answer is no, and the plain text goes out. Pure.
import type { Lang } from '../core/meaning.ts'
import { whatMoved } from './clauses.ts'
import { BOUNDS, DAYS, NOT, NUMBER_WORDS, PROMISES, TOPICS } from './fact-words.ts'

/** One way of looking at a text: what it finds must be the same in both. */
type Look = { readonly name: string; readonly of: (text: string) => readonly string[] }

const found = (text: string, pattern: RegExp): string[] =>
  (text.match(pattern) ?? []).map((one) => one.toLowerCase())

const sorted = (all: readonly string[]): string[] => [...all].sort()

/** 1 500 and 1500 are one number. */
const joined = (text: string): string => text.replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/g, '')

const NUMBER = /\p{Sc}?\s?\d+(?:[.,:/]\d+)*\s?(?:%|\p{Sc}|грн|руб|uah|usd|eur)?/giu

/** Numbers, bounds, noes and promises in the order in which they are said; the same one twice in a row is one. */
const sequence = (text: string): string[] => {
  const marks = [
    ...[...text.matchAll(NUMBER)].map((match) => ({ at: match.index, is: match[0].replace(/\s/g, '') })),
    ...[...Object.entries(PROMISES), ...Object.entries(BOUNDS), ['no', NOT] as const].flatMap(
      ([is, pattern]) => [...text.matchAll(pattern)].map((match) => ({ at: match.index, is })),
    ),
  ].sort((a, b) => a.at - b.at)
  return marks.map(({ is }) => is).filter((is, n, all) => is !== all[n - 1])
}

/** Words of another writing than the language's own, and those in quotes or with a capital amid a sentence. */
const namesIn = (text: string, lang: Lang): string[] => [
  ...found(text, lang === 'en' ? /[\u0400-\u04ff]{2,}/gu : /[A-Za-z][\w.-]*/gu),
  ...found(text, /[«"“„][^»"”]{1,60}[»"”]/gu),
  ...found(text, /(?<=[\p{Ll}\p{N},;—–-]\s)\p{Lu}[\p{L}’'-]+/gu).filter((word) => !/^i(?:['’]|$)/.test(word)),
]

const looks = (lang: Lang): readonly Look[] => [
  { name: 'signs', of: (text) => sorted(found(text, /[%‰\p{Sc}№#+=]/gu)) },
  { name: 'facts in their order', of: sequence },
  { name: 'number words', of: (text) => sorted([...new Set(found(text, NUMBER_WORDS))]) },
  { name: 'days', of: (text) => sorted([...new Set(found(text, DAYS))]) },
  {
    name: 'topics',
    of: (text) => Object.entries(TOPICS).flatMap(([name, pattern]) => (text.match(pattern) ? [name] : [])),
  },
  { name: 'names', of: (text) => sorted(namesIn(text, lang)) },
  { name: 'questions', of: (text) => found(text, /[?？]/g) },
]

const ODD = /[<>{}[\]`*_|\\^~\p{Cc}\p{Cf}\p{Co}]|https?:|www\.|(?<=\p{L})@/u

/** By letters that only one of the two languages has. */
const isIn = (text: string, lang: Lang): boolean => {
  const latin = text.match(/[a-z]/gi)?.length ?? 0
  const cyrillic = text.match(/[\u0400-\u04ff]/g)?.length ?? 0
  if (lang === 'en') return cyrillic === 0 && latin > 0
  if (cyrillic === 0 || latin > cyrillic / 3) return false
  return lang === 'uk' ? !/[ыэъё]/i.test(text) && /[іїєґ]/i.test(text) : !/[іїєґ]/i.test(text)
}

/** What of the facts is not the same, or what else stands against it; null: it may go out. Tokens stand for what is hidden. */
export const whatChanged = (plain: string, phrased: string, lang: Lang): string | null => {
  const bare = (text: string): string => joined(text.replace(/⟦[^⟧]*⟧/g, ' Ⓧ '))
  const [before, after] = [bare(plain), bare(phrased)]
  if (phrased.length > Math.max(plain.length * 1.6, plain.length + 80)) return 'length'
  if (phrased.trim().length < plain.length * 0.4) return 'length'
  if (ODD.test(after)) return 'signs'
  if (!isIn(after, lang)) return 'language'
  const changed = looks(lang).find(({ of }) => of(before).join('\n') !== of(after).join('\n'))
  return changed?.name ?? whatMoved(before, after)
}

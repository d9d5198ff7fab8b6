// What words and short phrases stand for, in the three languages together: it is how what was learnt in one language
// or from one wording counts in others. Finds the concepts of words; it knows no labels and no scoring.
import { DELIVERY } from './delivery.ts'
import { ELSEWHERE } from './elsewhere.ts'
import { ENGLISH } from './english.ts'
import { GOODS } from './goods.ts'
import { GRAMMAR } from './grammar.ts'
import { MONEY } from './money.ts'
import { PEOPLE } from './people.ts'
import { RUSSIAN } from './russian.ts'
import { SHOP_TALK } from './shop-talk.ts'
import { SITE } from './site.ts'
import { UKRAINIAN } from './ukrainian.ts'

/**
 * The lists are written so: words between spaces; a star ends a beginning ("доставк*"); an underscore joins the
 * words of a phrase ("cash_on_delivery"). Words are settled: ё is е, no apostrophes.
 */
const LISTS = { talk: SHOP_TALK, money: MONEY, delivery: DELIVERY, goods: GOODS, site: SITE, people: PEOPLE }
const MORE = { elsewhere: ELSEWHERE, grammar: GRAMMAR }

export type Part = { readonly text: string; readonly isBeginning: boolean }
/** A phrase beyond its first word. */
export type Phrase = { readonly concept: number; readonly rest: readonly Part[] }

const LONGEST = 14
/** Words that turn what follows into its opposite. */
const NEGATIONS = new Set(['talk.not', 'grammar.neg'])

/** Concepts by a word, or by a beginning; and phrases by their first word, as they are written until somebody asks. */
type Shelf = {
  readonly words: Map<string, number[]>
  readonly phrases: Map<string, { readonly concept: number; readonly rest: string }[]>
}

const names: string[] = []
const numbers = new Map<string, number>()
const whole: Shelf = { words: new Map(), phrases: new Map() }
const beginnings: Shelf = { words: new Map(), phrases: new Map() }

/** The list under `key`, made where there is none. */
function under<T>(map: Map<string, T[]>, key: string): T[] {
  let list = map.get(key)
  if (list === undefined) {
    list = []
    map.set(key, list)
  }
  return list
}

function add(name: string, words: string): void {
  const concept = numbers.get(name) ?? names.push(name) - 1
  numbers.set(name, concept)
  for (const word of words.split(' ')) {
    const end = word.indexOf('_')
    const first = end < 0 ? word : word.slice(0, end)
    const isBeginning = first.endsWith('*')
    const shelf = isBeginning ? beginnings : whole
    const key = isBeginning ? first.slice(0, -1) : first
    if (end < 0) under(shelf.words, key).push(concept)
    else under(shelf.phrases, key).push({ concept, rest: word.slice(end + 1) })
  }
}

for (const [list, concepts] of Object.entries({ ...LISTS, ...MORE }))
  for (const [name, words] of Object.entries(concepts)) add(`${list}.${name}`, words)
for (const own of [RUSSIAN, UKRAINIAN, ENGLISH])
  for (const [name, words] of Object.entries(own)) add(name, words)

/** Is a word what a part of a phrase wants? */
export const isPart = ({ text, isBeginning }: Part, word: string): boolean =>
  isBeginning ? word.startsWith(text) : word === text

/** How many concepts there are; a concept is a number below it. */
export const CONCEPTS = names.length

export const isNegation = (concept: number): boolean => NEGATIONS.has(names[concept] ?? '')

const partOf = (text: string): Part =>
  text.endsWith('*') ? { text: text.slice(0, -1), isBeginning: true } : { text, isBeginning: false }

const familyOf = (concept: number): 'talk' | 'more' => (names[concept]?.startsWith('talk.') ? 'talk' : 'more')

const phrasesIn = (shelf: Shelf, key: string): readonly Phrase[] =>
  (shelf.phrases.get(key) ?? []).map(({ concept, rest }) => ({ concept, rest: rest.split('_').map(partOf) }))

/**
 * What a settled word stands for by itself, and the phrases that may begin with it. Of the beginnings it has, the
 * longest that is known counts in each of the two families of lists, so that a longer one is an exception.
 */
export function lookUp(word: string): {
  readonly concepts: readonly number[]
  readonly phrases: readonly Phrase[]
} {
  const concepts = new Set(whole.words.get(word))
  const phrases = [...phrasesIn(whole, word)]
  const isSettled = { talk: false, more: false }
  for (let length = Math.min(LONGEST, word.length); length >= 2; length--) {
    const key = word.slice(0, length)
    const known = beginnings.words.get(key) ?? []
    for (const concept of known) if (!isSettled[familyOf(concept)]) concepts.add(concept)
    for (const concept of known) isSettled[familyOf(concept)] = true
    if (beginnings.phrases.has(key)) phrases.push(...phrasesIn(beginnings, key))
  }
  return { concepts: [...concepts], phrases }
}

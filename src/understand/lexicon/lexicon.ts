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

type Part = { readonly text: string; readonly isBeginning: boolean }
/** A phrase beyond its first word. */
export type Phrase = { readonly concept: number; readonly rest: readonly Part[] }
type Entry = { readonly list: string; readonly concept: number; readonly rest: readonly Part[] }

const LONGEST = 14
/** Words that turn what follows into its opposite. */
const NEGATIONS = new Set(['talk.not', 'grammar.neg'])

const names: string[] = []
const whole = new Map<string, Entry[]>()
const beginnings = new Map<string, Entry[]>()

const partOf = (text: string): Part =>
  text.endsWith('*') ? { text: text.slice(0, -1), isBeginning: true } : { text, isBeginning: false }

const numbers = new Map<string, number>()

function add(name: string, words: string): void {
  const concept = numbers.get(name) ?? names.push(name) - 1
  numbers.set(name, concept)
  const list = name.startsWith('talk.') ? 'talk' : 'more'
  for (const word of new Set(words.split(' '))) {
    const [first, ...rest] = word.split('_').map(partOf) as [Part, ...Part[]]
    const map = first.isBeginning ? beginnings : whole
    const held = map.get(first.text)
    if (held) held.push({ list, concept, rest })
    else map.set(first.text, [{ list, concept, rest }])
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

/**
 * What a settled word stands for by itself, and the phrases that may begin with it. Of the beginnings it has, the
 * longest that is known counts in each of the two families of lists, so that a longer one is an exception.
 */
export function lookUp(word: string): {
  readonly concepts: readonly number[]
  readonly phrases: readonly Phrase[]
} {
  const concepts = new Set<number>()
  const phrases: Phrase[] = []
  const settled = new Set<string>()
  const take = (entries: readonly Entry[], isWhole: boolean): void => {
    for (const { list, concept, rest } of entries)
      if (rest.length > 0) phrases.push({ concept, rest })
      else if (isWhole || !settled.has(list)) concepts.add(concept)
    if (!isWhole) for (const { list, rest } of entries) if (rest.length === 0) settled.add(list)
  }
  take(whole.get(word) ?? [], true)
  for (let length = Math.min(LONGEST, word.length); length >= 2; length--)
    take(beginnings.get(word.slice(0, length)) ?? [], false)
  return { concepts: [...concepts], phrases }
}

// A compiled rulebook as plain data, and back: what reading and checking the files has cost is not spent again where they
// are the same. Conditions are read again when they are first asked, texts when they are first said. Knows no disk.
import type { Condition } from '../core/condition.ts'
import type { FactType } from '../core/facts/fact-schema.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Holidays } from '../core/shop.ts'
import { createTexts } from '../text/create-texts.ts'
import { createLanguage, type Language } from './cel-environment.ts'
import { freezeDeeply } from './freeze.ts'
import { type Calendar, calendarOf, openCalendar } from './holidays.ts'
import { type Origin, originOf } from './origin.ts'
import type { Problem } from './problem.ts'
import { madeOf, NEVER, runLater } from './run-condition.ts'
import { commonVocabulary, segmentVocabulary } from './vocabulary.ts'

type Plain = readonly (readonly [string, FactType])[]

/** What a function in a rulebook is made of; `plain` counts among the lists of names. */
type Made =
  | { readonly kind: 'condition'; readonly plain: number; readonly text: string }
  | { readonly kind: 'never' }
  | { readonly kind: 'calendar'; readonly of: Calendar }

type Pressed = {
  readonly data: object
  readonly made: readonly Made[]
  readonly plains: readonly Plain[]
  readonly words: readonly (readonly [string, readonly (readonly [string, string])[]])[]
  readonly segments: readonly string[]
  readonly facts: readonly (readonly [string, object])[]
  readonly warnings: readonly Problem[]
}

/** Stands for the nth function. YAML with this key is no text, and refused. */
const NTH = '\0'

export type Kept = { readonly rulebook: Rulebook; readonly warnings: readonly Problem[] }

/** null: there is something in it that would not come back as it was. */
export const pressRulebook = ({ rulebook, warnings }: Kept): string | null => {
  const origin = originOf(rulebook)
  if (!origin) return null
  const made: Made[] = []
  const plains = new Map<string, number>()
  const plainOf = (names: ReadonlyMap<string, FactType>): number => {
    const key = JSON.stringify([...names])
    const nth = plains.get(key) ?? plains.size
    plains.set(key, nth)
    return nth
  }
  const whatOf = (value: unknown): Made | null => {
    if (value === NEVER) return { kind: 'never' }
    const condition = madeOf(value as Condition['holds'])
    if (condition) return { kind: 'condition', plain: plainOf(condition.plain), text: condition.text }
    const of = calendarOf(value as Holidays['in'])
    return of ? { kind: 'calendar', of } : null
  }
  let isWhole = true
  const pressed = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const what = whatOf(value)
      if (what) return { [NTH]: made.push(what) - 1 }
    } else if (typeof value === 'number' ? Number.isFinite(value) && !Object.is(value, -0) : isPlain(value))
      return value
    else if (Array.isArray(value)) return value.map(pressed)
    else if (
      typeof value === 'object' &&
      !Object.hasOwn(value as object, NTH) &&
      Object.getPrototypeOf(value) === Object.prototype
    )
      return Object.fromEntries(Object.entries(value as object).map(([key, one]) => [key, pressed(one)]))
    isWhole = false
    return null
  }
  const { hasText, text, sum, textKeys, ...rest } = rulebook
  const data = pressed(rest) as object
  if (!isWhole) return null
  const words = Object.entries(origin.words).map(([lang, texts]) => [lang, [...(texts ?? [])]] as const)
  const all: Pressed = {
    ...{ data, made, plains: [...plains.keys()].map((key) => JSON.parse(key) as Plain), words, warnings },
    ...{ segments: origin.segments, facts: [...origin.facts] },
  }
  return JSON.stringify(all)
}

const isPlain = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean'

/** Throws where the text was not made by pressRulebook. */
export const unpressRulebook = (text: string): Kept => {
  const { data, made, plains, words, segments, facts, warnings } = JSON.parse(text) as Pressed
  const origin = { words: wordsOf(words), segments, facts: new Map(facts) as Origin['facts'] }
  const languages = new Map<number, Language>()
  const languageOf = (nth: number): Language => {
    languages.set(-1, languages.get(-1) ?? firstLanguage(origin, () => rulebook))
    const language = languages.get(nth) ?? languages.get(-1)!.extend(vocabularyOf(origin, plains[nth]!))
    languages.set(nth, language)
    return language
  }
  const functionOf = (nth: number): unknown => {
    const what = made[nth]!
    if (what.kind === 'never') return NEVER
    if (what.kind === 'calendar') return openCalendar(what.of).in
    return runLater(() => languageOf(what.plain), what.text)
  }
  const linked = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(linked)
    const entries = Object.entries(value)
    const [key, nth] = entries[0] ?? []
    if (key === NTH) return functionOf(nth)
    return Object.fromEntries(entries.map(([name, one]) => [name, linked(one)]))
  }
  const rest = linked(data) as Omit<Rulebook, 'hasText' | 'text' | 'sum' | 'textKeys'>
  const rulebook: Rulebook = freezeDeeply({ ...rest, ...createTexts(origin.words, rest.shop) })
  return { rulebook, warnings }
}

const wordsOf = (words: Pressed['words']): Origin['words'] =>
  Object.fromEntries(words.map(([lang, texts]) => [lang, new Map(texts)]))

const vocabularyOf = ({ segments, facts }: Origin, plain: Plain) => ({
  ...segmentVocabulary(commonVocabulary(segments, facts)),
  plain: new Map(plain),
})

const firstLanguage = (origin: Origin, rulebook: () => Rulebook): Language =>
  createLanguage(vocabularyOf(origin, []), {
    currency: rulebook().shop.currency,
    shop: (name) => origin.facts.get(name)?.value,
    segment: (name, given) => rulebook().segments[name]?.holds(given) ?? false,
    asksOf: () => [],
    asked: () => {},
  })

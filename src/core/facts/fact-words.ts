// A fact in words, as a rule would write it: `2500 UAH`, `price`, `true`. For explanations; no language, no layout.

import { digitsOf, toMajor } from '../money.ts'
import type { Facts } from './fact.ts'
import { FACT_SCHEMA, type FactType } from './fact-schema.ts'

/** `value` null: nobody knows it. */
export type Told = { readonly name: string; readonly value: string | null }

const LONGEST = 60
const MOST_LISTED = 5

const typeOf = (path: string): FactType | undefined => {
  const [root = '', field = ''] = path.split('.')
  if (path === 'shop.large_order') return 'money'
  const group: Readonly<Record<string, FactType>> | undefined = Object.hasOwn(FACT_SCHEMA, root)
    ? FACT_SCHEMA[root as keyof typeof FACT_SCHEMA]
    : undefined
  return group?.[field]
}

const factIn = (facts: Facts, path: string): unknown => {
  const [root = '', field] = path.split('.')
  const found = facts[root]
  if (field === undefined) return found
  return typeof found === 'object' && Object.hasOwn(found, field)
    ? (found as Readonly<Record<string, unknown>>)[field]
    : undefined
}

const listed = (all: readonly unknown[]): string => {
  if (all.length === 0) return '[]'
  return `${all.slice(0, MOST_LISTED).join(', ')}${all.length > MOST_LISTED ? ', …' : ''}`
}

const wordsOf = (value: unknown, type: FactType | undefined, currency: string): string => {
  if (Array.isArray(value)) return listed(value)
  if (typeof value !== 'number') return String(value)
  if (type === 'money') return `${toMajor(value, digitsOf(currency)).replace(/\.0+$/, '')} ${currency}`
  return String(Math.round(value * 1000) / 1000)
}

/** `currency`: the shop's, in which sums are. */
export const factWord = (facts: Facts, path: string, currency: string): Told => {
  const value = factIn(facts, path)
  if (value === undefined || value === null) return { name: path, value: null }
  return { name: path, value: wordsOf(value, typeOf(path), currency).slice(0, LONGEST) }
}

export const factWords = (facts: Facts, paths: readonly string[], currency: string): readonly Told[] =>
  paths.map((path) => factWord(facts, path, currency))

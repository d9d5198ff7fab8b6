// Facts as CEL wants to see them, converted one by one when they are asked for. Knows no expressions.

import type { Facts } from '../core/facts/fact.ts'
import type { FactType } from '../core/facts/fact-schema.ts'
import { missing } from './missing.ts'
import { sumOfFact } from './shop-facts.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A sum in minor units, which CEL knows as the type Money. */
export class Sum {
  readonly amount: number
  constructor(amount: number) {
    this.amount = amount
  }
}

/** How each type of fact is called in CEL. */
export const CEL_TYPES: Readonly<Record<FactType, string>> = {
  money: 'Money',
  int: 'int',
  number: 'double',
  string: 'string',
  bool: 'bool',
  strings: 'list<string>',
}

/** What the rulebook itself knows, for callers whose facts leave it out. */
export type OwnFacts = {
  readonly currency: string
  readonly shop: (name: string) => string | number | boolean | undefined
  readonly segment: (name: string, facts: Facts) => boolean
  readonly asksOf: (segment: string) => readonly string[]
  /** Hears of every fact that a condition asks for. */
  readonly asked: (path: string) => void
}

const toCel = (type: FactType, value: unknown, currency: string): unknown => {
  if (type === 'money') {
    const amount = typeof value === 'string' ? sumOfFact(value, currency) : value
    return typeof amount === 'number' ? new Sum(amount) : missing()
  }
  if (type === 'int') return Number.isFinite(value) ? BigInt(Math.trunc(value as number)) : missing()
  if (type === 'number') return Number.isFinite(value) ? value : missing()
  if (type === 'strings') return Array.isArray(value) ? value : missing()
  const wanted = type === 'bool' ? 'boolean' : 'string'
  return typeof value === wanted ? value : missing()
}

const getter = (on: object, name: string, get: (this: { readonly facts: Facts }) => unknown): void => {
  Object.defineProperty(on, name, { get, enumerable: true })
}

const fieldOf = (facts: Facts, root: string, field: string, own: OwnFacts): unknown => {
  const group = facts[root]
  if (typeof group === 'object' && Object.hasOwn(group, field)) {
    const value = (group as Readonly<Record<string, unknown>>)[field]
    if (value !== undefined) return value
  }
  if (root === 'shop') return own.shop(field)
  return root === 'segment' ? own.segment(field, facts) : undefined
}

/** The name under which CEL asks whether cart.total is there, since has(cart.total) does not count as meeting it. */
export const knownName = (root: string, field: string): string => `known__${root}__${field}`

export type ViewClass = new (facts: Facts) => object

/** A class for one root: cart, with total and count as getters. */
export const createRootView = (
  root: string,
  fields: ReadonlyMap<string, FactType>,
  own: OwnFacts,
): ViewClass => {
  class View {
    readonly facts: Facts
    constructor(facts: Facts) {
      this.facts = facts
    }
  }
  for (const [field, type] of fields) {
    getter(View.prototype, field, function () {
      return toCel(type, fieldOf(this.facts, root, field, own), own.currency)
    })
  }
  return View
}

/** The class of what an expression is run on: roots, plain facts, and what has() asks. */
export const createContext = (
  vocabulary: Vocabulary,
  views: ReadonlyMap<string, ViewClass>,
  own: OwnFacts,
): ViewClass => {
  class Context {
    readonly facts: Facts
    constructor(facts: Facts) {
      this.facts = facts
    }
  }
  for (const [root, View] of views) {
    getter(Context.prototype, root, function () {
      return new View(this.facts)
    })
    for (const field of vocabulary.roots.get(root)?.keys() ?? []) {
      getter(Context.prototype, knownName(root, field), function () {
        return fieldOf(this.facts, root, field, own) !== undefined
      })
    }
  }
  for (const [name, type] of vocabulary.plain) {
    getter(Context.prototype, name, function () {
      return toCel(type, this.facts[name], own.currency)
    })
  }
  return Context
}

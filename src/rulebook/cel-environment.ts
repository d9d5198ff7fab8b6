// CEL set up for a shop: sums compare with numbers in major units, and every fact has its type. Knows no YAML.
import { Environment } from '@marcbachmann/cel-js'
import { digitsOf } from '../core/money.ts'
import {
  CEL_TYPES,
  createContext,
  createRootView,
  knownName,
  type OwnFacts,
  Sum,
  type ViewClass,
} from './fact-views.ts'
import { missing } from './missing.ts'
import type { Vocabulary } from './vocabulary.ts'

const LIMITS = { maxAstNodes: 500, maxDepth: 24, maxListElements: 100, maxCallArguments: 8 }

type Operand = Sum | bigint | number

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
}

const addSums = (environment: Environment, currency: string): void => {
  const scale = 10 ** digitsOf(currency)
  const minor = (value: Operand): number =>
    value instanceof Sum ? value.amount : Math.round(Number(value) * scale)
  const sum = (amount: number): Sum => (Number.isFinite(amount) ? new Sum(Math.round(amount)) : missing())
  const operator = (signature: string, handler: (a: Operand, b: Operand) => unknown): void => {
    environment.registerOperator(signature, handler)
  }
  const amountOf = (value: Operand): number => (value as Sum).amount

  environment.registerType('Money', { ctor: Sum, fields: {} })
  for (const [sign, compare] of Object.entries(COMPARE)) {
    const handler = (a: Operand, b: Operand) => compare(minor(a), minor(b))
    for (const other of ['Money', 'int', 'double']) operator(`Money ${sign} ${other}`, handler)
    // CEL turns == round by itself.
    if (sign !== '==') for (const other of ['int', 'double']) operator(`${other} ${sign} Money`, handler)
  }
  for (const other of ['Money', 'int', 'double']) {
    operator(`Money + ${other}: Money`, (a, b) => sum(minor(a) + minor(b)))
    operator(`Money - ${other}: Money`, (a, b) => sum(minor(a) - minor(b)))
  }
  for (const number of ['int', 'double']) {
    operator(`Money * ${number}: Money`, (a, b) => sum(amountOf(a) * Number(b)))
    operator(`${number} * Money: Money`, (a, b) => sum(Number(a) * amountOf(b)))
    operator(`Money / ${number}: Money`, (a, b) => sum(amountOf(a) / Number(b)))
  }
  operator('Money / Money: double', (a, b) => (amountOf(b) === 0 ? missing() : amountOf(a) / amountOf(b)))
}

export type Language = {
  readonly vocabulary: Vocabulary
  readonly currency: string
  readonly environment: Environment
  readonly Context: ViewClass
  /** The facts that a segment asks, those of the segments that it asks in their place. */
  readonly asksOf: (segment: string) => readonly string[]
  readonly asked: (path: string) => void
  /** The same language with more names that stand by themselves. */
  readonly extend: (vocabulary: Vocabulary) => Language
}

/** The language of conditions over `vocabulary`. */
export const createLanguage = (vocabulary: Vocabulary, own: OwnFacts): Language => {
  const environment = new Environment({ limits: LIMITS })
  addSums(environment, own.currency)
  const views = new Map<string, ViewClass>()
  for (const [root, fields] of vocabulary.roots) {
    const View = createRootView(root, fields, own)
    const types = Object.fromEntries([...fields].map(([field, type]) => [field, CEL_TYPES[type]]))
    const name = `Facts${root}`
    environment.registerType(name, { ctor: View, fields: types }).registerVariable(root, name)
    for (const field of fields.keys()) environment.registerVariable(knownName(root, field), 'bool')
    views.set(root, View)
  }
  const make = (base: Environment, known: ReadonlySet<string>, names: Vocabulary): Language => {
    const next = base.clone()
    for (const [name, type] of names.plain) if (!known.has(name)) next.registerVariable(name, CEL_TYPES[type])
    return {
      vocabulary: names,
      currency: own.currency,
      environment: next,
      Context: createContext(names, views, own),
      asksOf: own.asksOf,
      asked: own.asked,
      extend: (wider) => make(next, new Set(names.plain.keys()), wider),
    }
  }
  return make(environment, new Set(), vocabulary)
}

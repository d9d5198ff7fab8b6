// The names a condition may use, with their types: facts, segments, the shop's own facts, a flow's variables.
// Knows nothing of CEL.

import { HABITS } from '../core/facts/code-facts.ts'
import { FACT_SCHEMA, type FactType, PLAIN_FACTS } from '../core/facts/fact-schema.ts'
import { SEASONS } from '../core/facts/now-facts.ts'
import { LABELS, LANGS, REASONS } from '../core/meaning.ts'
import type { ShopFact } from './shop-facts.ts'

export type Vocabulary = {
  /** cart -> total -> money. */
  readonly roots: ReadonlyMap<string, ReadonlyMap<string, FactType>>
  /** Names that stand by themselves. */
  readonly plain: ReadonlyMap<string, FactType>
  /** The values that a name can have, where they are known: for slips such as reason == "prise". */
  readonly values: ReadonlyMap<string, readonly string[]>
  /** Groups whose file could not be read: what they hold is not known, and not complained of. */
  readonly open: ReadonlySet<string>
}

const ROOTS = new Map<string, ReadonlyMap<string, FactType>>(
  Object.entries(FACT_SCHEMA).map(([root, fields]) => [root, new Map(Object.entries(fields))]),
)

const VALUES: readonly (readonly [string, readonly string[]])[] = [
  ['reason', REASONS],
  ['message', LABELS],
  ['shopper.language', LANGS],
  ['codes.habit', HABITS],
  ['now.season', SEASONS],
  ['now.weekday', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']],
]

/** What everybody may ask for; `segments` are the names of all segments. */
export const commonVocabulary = (
  segments: readonly string[],
  shopFacts: ReadonlyMap<string, ShopFact>,
  open: ReadonlySet<string> = new Set(),
): Vocabulary => ({
  open,
  roots: new Map([
    ...ROOTS,
    ['segment', new Map(segments.map((name) => [name, 'bool' as const]))],
    ['shop', new Map([...shopFacts].map(([name, fact]) => [name, fact.type]))],
  ]),
  plain: new Map(Object.entries(PLAIN_FACTS)),
  values: new Map(VALUES),
})

/** A segment is about a shopper, not about one talk. */
export const segmentVocabulary = (common: Vocabulary): Vocabulary => ({ ...common, plain: new Map() })

/** What a flow asks `into` or `set`s; where it asks for the reason itself, its own choices are reasons too. */
export const flowVocabulary = (
  common: Vocabulary,
  types: ReadonlyMap<string, FactType>,
  values: ReadonlyMap<string, readonly string[]>,
): Vocabulary => {
  const all = new Map(common.values)
  for (const [name, more] of values) all.set(name, [...new Set([...(all.get(name) ?? []), ...more])])
  return { ...common, plain: new Map([...common.plain, ...types]), values: all }
}

/** Names that a variable cannot have, since it would hide a fact. */
export const isFactName = (name: string): boolean =>
  ROOTS.has(name) || name === 'segment' || name === 'shop' || (name in PLAIN_FACTS && name !== 'reason')

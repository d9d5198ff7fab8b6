// Why a code is given, put down at the moment when it is: what held, and the facts that it asked as they were.
import type { Why } from './codes/code.ts'
import type { Condition } from './condition.ts'
import { type Draft, draftFacts } from './draft.ts'
import { factWords } from './facts/fact-words.ts'
import type { Talk } from './shopper.ts'

/** It is a part of the shopper's document. */
const LONGEST = 240
const MOST = 12

/** The rules as one, as their author wrote them. */
export const joinedRules = (rules: readonly (Condition | null)[]): string | null => {
  const sources = rules.flatMap((rule) => (rule ? [rule.source] : []))
  if (sources.length < 2) return sources[0] ?? null
  return sources.map((source) => (source.includes('||') ? `(${source})` : source)).join(' && ')
}

const clipped = (rule: string): string => (rule.length > LONGEST ? `${rule.slice(0, LONGEST - 1)}…` : rule)

export const whyGiven = (draft: Draft, talk: Talk, rules: readonly (Condition | null)[]): Why => {
  const rule = joinedRules(rules)
  const paths = [...new Set(rules.flatMap((one) => one?.asks ?? []))].slice(0, MOST)
  const told = factWords(draftFacts(draft, talk.vars), paths, draft.now.shop.currency)
  return {
    flow: talk.flow,
    ...(rule !== null && { rule: clipped(rule) }),
    facts: Object.fromEntries(told.flatMap(({ name, value }) => (value === null ? [] : [[name, value]]))),
  }
}

// What a flow's own table says of an offer, now: which row gives it, which of its conditions are met. Changes nothing.

import type { Condition } from '../condition.ts'
import type { Facts } from '../facts/fact.ts'
import type { Flow, OfferRow, Step } from '../rulebook.ts'

/** One thing that a row asks, as its author wrote it. */
export type Asked = { readonly source: string; readonly holds: boolean }

export type RuleOf =
  /** A row that gives it holds. */
  | { readonly kind: 'holds'; readonly row: number; readonly asked: readonly Asked[] }
  | { readonly kind: 'fails'; readonly row: number; readonly asked: readonly Asked[] }
  /** The flow gives offers, but never this one. */
  | { readonly kind: 'never' }
  /** The flow gives nothing by itself: all is left to agents. */
  | { readonly kind: 'open' }

const givenBy = (act: OfferRow['act']): readonly string[] =>
  act.kind === 'give' ? [act.offer] : act.kind === 'climb' ? act.offers : []

const givingRows = (step: Step): readonly OfferRow[] => {
  if (step.kind === 'offer') return [...step.rows, { when: null, act: step.otherwise }]
  return step.kind === 'give' ? [{ when: step.when, act: { kind: 'give', offer: step.offer } }] : []
}

/** What a condition asks, one by one, and whether each holds by these facts. */
export const askedOf = (when: Condition | null, facts: Facts): readonly Asked[] =>
  when === null
    ? []
    : (when.parts ?? [when]).map((part) => ({ source: part.source, holds: part.holds(facts) }))

/** `facts` as the flow would be asked with, its talk's variables among them. Rows count from 1. */
export const ruleOf = (flow: Flow | null, offer: string, facts: Facts): RuleOf => {
  const steps = Object.values(flow?.steps ?? {}).map(givingRows)
  const all = steps.flatMap((rows) => rows.map((row, n) => ({ ...row, row: n + 1 })))
  const giving = all.filter(({ act }) => givenBy(act).length > 0)
  if (giving.length === 0) return { kind: 'open' }
  const mine = giving.filter(({ act }) => givenBy(act).includes(offer))
  const read = mine.map(({ when, row }) => ({
    row,
    asked: askedOf(when, facts),
    holds: when === null || when.holds(facts),
  }))
  const found = read.find(({ holds }) => holds) ?? read[0]
  if (!found) return { kind: 'never' }
  return { kind: found.holds ? 'holds' : 'fails', row: found.row, asked: found.asked }
}

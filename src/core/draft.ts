// A decision in the making: the shopper as it becomes, and the effects so far. Lives for one call of decide.

import type { Trigger } from './campaign.ts'
import type { Spare } from './codes/code.ts'
import type { Wanted } from './codes/code-source.ts'
import type { Condition } from './condition.ts'
import type { Effect, Reply } from './effect.ts'
import type { Event } from './event.ts'
import type { Facts } from './facts/fact.ts'
import { factsOf } from './facts/facts.ts'
import type { Rulebook, Rulebooks } from './rulebook.ts'
import type { Shopper, Talk } from './shopper.ts'

/** A trigger for all flows that wait for it, or for one of them. */
export type Noted = { readonly on: Trigger; readonly vars: Talk['vars']; readonly flow?: string }

export type Draft = {
  readonly rulebooks: Rulebooks
  /** The newest rulebook: offers, budgets, limits, ends and contact policy come from it. */
  readonly now: Rulebook
  readonly event: Event
  /** When we decide, ms since 1970; an event's own time may lie before. */
  readonly at: number
  shopper: Shopper
  readonly effects: Effect[]
  reply: Reply
  /** Spare codes not used yet. */
  spares: readonly Spare[]
  /** The shopper wrote, or an agent acts: what is said now is an answer, also to somebody who wants no mailings. */
  answering: boolean
  /** The spare codes that were missing; the shell brings them and the turn decides again. */
  readonly wanting: Wanted[]
  /** Triggers that fired within the event; flows start on them once it is through. */
  readonly triggers: Noted[]
  /** Why the latest offer of this turn was not given. */
  refused?: string
  /** An agent said no, or nobody answered: what needs a yes counts as refused for the rest of this turn. */
  unapproved?: true
}

export const newDraft = (rulebooks: Rulebooks, shopper: Shopper, event: Event): Draft => ({
  rulebooks,
  now: rulebooks.now,
  event,
  at: event.received,
  shopper,
  effects: [],
  reply: { kind: 'ok' },
  spares: event.spares ?? [],
  answering: false,
  wanting: [],
  triggers: [],
})

export const change = (draft: Draft, changed: Partial<Shopper>): void => {
  draft.shopper = { ...draft.shopper, ...changed }
}

export const put = (draft: Draft, effect: Effect): void => {
  draft.effects.push(effect)
}

export const noteTrigger = (draft: Draft, on: Trigger, vars: Talk['vars'], flow?: string): void => {
  draft.triggers.push({ on, vars, ...(flow !== undefined && { flow }) })
}

export const draftFacts = (draft: Draft, vars: Talk['vars'] = {}): Facts =>
  factsOf(draft.now, draft.shopper, draft.at, draft.event, vars)

/** Without a rule it holds. */
export const holds = (draft: Draft, when: Condition | null, vars: Talk['vars'] = {}): boolean =>
  when === null || when.holds(draftFacts(draft, vars))

/** The rulebook that a talk keeps; null where it is not to be had any more. */
export const rulebookOf = (draft: Draft, talk: Talk): Rulebook | null =>
  talk.rulebook === draft.now.hash ? draft.now : (draft.rulebooks.pinned[talk.rulebook] ?? null)

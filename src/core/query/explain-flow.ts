// What a flow would give this shopper now: whether it would start, which row gives, and what fails with its facts.

import type { Around } from '../around.ts'
import type { Trigger } from '../campaign.ts'
import { isLive } from '../codes/code.ts'
import type { Condition } from '../condition.ts'
import { type Draft, newDraft } from '../draft.ts'
import { enrol } from '../enrolment/enrol.ts'
import { armOf } from '../enrolment/holdout.ts'
import type { Event } from '../event.ts'
import type { Facts } from '../facts/fact.ts'
import { factWords, type Told } from '../facts/fact-words.ts'
import { issue } from '../issuing/issue.ts'
import type { IssueRefusal } from '../issuing/refusal.ts'
import type { Refusal } from '../refused.ts'
import type { Flow, OfferRow, Rulebook, Step } from '../rulebook.ts'
import type { Shopper, Talk } from '../shopper.ts'
import { barTo, type StartBar } from '../start.ts'
import { joinedRules } from '../why.ts'
import type { BudgetNow } from './allowed.ts'

export type Asked = {
  readonly rulebook: Rulebook
  readonly shopper: Shopper
  /** ms since 1970. */
  readonly at: number
  readonly around: Around | null
  /** Missing: those of the talk that is going on. */
  readonly vars?: Talk['vars'] | undefined
  /** What the campaigns have spent. */
  readonly budgets: readonly ({ readonly budget: string } & Omit<BudgetNow, 'limit'>)[]
}

/** One thing that a rule asks and that does not hold now. */
export type Failing = { readonly source: string; readonly facts: readonly Told[] }

/** Rows count from 1 within their step; `before`: the row of the same step that holds and comes first. */
export type RowNow = {
  readonly step: string
  readonly row: number
  readonly offer: string
  readonly rule: string | null
  readonly facts: readonly Told[]
  readonly fails: readonly Failing[]
  readonly before?: number
  /** The rule holds, and yet no code would be issued. */
  readonly refused?: IssueRefusal | 'live_code' | 'large_order'
}

export type FlowNow = {
  readonly flow: string
  /** What it starts by: that this happens is nothing the shopper's facts can say. */
  readonly on: Trigger
  /** What stands against its start, whatever its rows say. */
  readonly against: readonly (StartBar | 'holdout')[]
  /** What fails of the rule by which it starts. */
  readonly start: readonly Failing[]
  readonly rows: readonly RowNow[]
  /** The offer that it would give if it started now and got to its table. */
  readonly gives: string | null
}

type Row = OfferRow & { readonly row: number; readonly step: Step }

const rowsOf = (step: Step): readonly Row[] => {
  if (step.kind === 'offer')
    return [...step.rows, { when: null, act: step.otherwise }].map((row, n) => ({ ...row, step, row: n + 1 }))
  if (step.kind !== 'give') return []
  return [{ when: null, act: { kind: 'give', offer: step.offer }, step, row: 1 }]
}

const rulesOf = ({ step, when }: Row): readonly (Condition | null)[] => [step.when, when]

const failing = (rules: readonly (Condition | null)[], facts: Facts, currency: string): readonly Failing[] =>
  rules
    .flatMap((rule) => rule?.parts ?? (rule ? [rule] : []))
    .filter((part) => !part.holds(facts))
    .map(({ source, asks }) => ({ source, facts: factWords(facts, asks, currency) }))

const holdsAll = (row: Row, facts: Facts): boolean =>
  rulesOf(row).every((rule) => rule === null || rule.holds(facts))

/** Budgets that would be refused by the store: whatever is larger than what is left. */
const spent = ({ rulebook, budgets }: Asked): readonly Refusal[] =>
  rulebook.flows.flatMap(({ name, campaign }) => {
    const used = budgets.find(({ budget }) => budget === name)
    if (campaign.budget === null) return []
    const left = campaign.budget - (used?.reserved ?? 0) - (used?.spent ?? 0)
    return [{ kind: 'budget_spent' as const, budget: name, amount: Math.max(0, left) + 1 }]
  })

const SPARE = { id: 'explained', hmac: '', sealed: '' }

const drafted = (asked: Asked): Draft => {
  const { rulebook, shopper, at, around } = asked
  const event: Event = {
    ...{ kind: 'wake_up', id: 'explained', at, received: at, trust: 'fact' },
    ...{ spares: [SPARE], refused: spent(asked) },
    ...(around && { around }),
  }
  return newDraft({ now: rulebook, pinned: {} }, shopper, event)
}

/** What would come of giving it; undefined: a code. */
const refusalOf = (asked: Asked, flow: Flow, offer: string): RowNow['refused'] => {
  const { shopper, rulebook, at } = asked
  if (shopper.codes.some((code) => isLive(code, at))) return 'live_code'
  const large = rulebook.shop.large_order
  const cart = shopper.cart?.lines.reduce((sum, line) => sum + line.price * line.quantity, 0) ?? 0
  if (large !== null && cart >= large) return 'large_order'
  const draft = drafted(asked)
  const row = enrol(draft, flow.name, flow.campaign.holdout, asked.vars)
  const issued = issue(draft, offer, row.id)
  return issued.kind === 'refused' ? issued.why : undefined
}

const rowNow = (
  asked: Asked & { readonly vars: Talk['vars'] },
  flow: Flow,
  row: Row,
  first: Row | undefined,
  facts: Facts,
): RowNow | null => {
  const { act, step } = row
  if (act.kind !== 'give') return null
  const { currency } = asked.rulebook.shop
  const holds = holdsAll(row, facts)
  const refused = holds ? refusalOf(asked, flow, act.offer) : undefined
  const paths = [...new Set(rulesOf(row).flatMap((rule) => rule?.asks ?? []))]
  return {
    ...{ step: step.id, row: row.row, offer: act.offer, rule: joinedRules(rulesOf(row)) },
    facts: factWords(facts, paths, currency),
    fails: failing(rulesOf(row), facts, currency),
    ...(holds && first && first !== row && { before: first.row }),
    ...(refused && { refused }),
  }
}

/** The arm of an enrolment that there is, else the one that it would be in. */
const isHeldOut = ({ shopper }: Asked, { name, campaign }: Flow): boolean => {
  const known = shopper.enrolments.findLast((row) => row.campaign === name)?.arm
  return (known ?? armOf(name, shopper.id, campaign.holdout)) === 'holdout'
}

const flowNow = (asked: Asked & { readonly vars: Talk['vars'] }, flow: Flow, facts: Facts): FlowNow => {
  const { currency } = asked.rulebook.shop
  const rows = Object.values(flow.steps).flatMap((step) => {
    const all = rowsOf(step)
    const first = all.find((row) => holdsAll(row, facts))
    return all.flatMap((row) => rowNow(asked, flow, row, first, facts) ?? [])
  })
  const bar = barTo(drafted(asked), flow)
  return {
    ...{ flow: flow.name, on: flow.start.on },
    against: [...(bar ? [bar] : []), ...(isHeldOut(asked, flow) ? (['holdout'] as const) : [])],
    start: failing([flow.start.when], facts, currency),
    rows,
    gives: rows.find((row) => row.fails.length === 0 && !row.before && !row.refused)?.offer ?? null,
  }
}

/** Every flow that gives codes, in the order in which they go first. */
export const flowsNow = (
  asked: Asked & { readonly vars: Talk['vars'] },
  facts: Facts,
): readonly FlowNow[] => {
  const { flows }: Rulebook = asked.rulebook
  return flows.map((flow) => flowNow(asked, flow, facts)).filter(({ rows }) => rows.length > 0)
}

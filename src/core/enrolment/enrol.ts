// Enrolment rows as they change. Each change leaves the row as an effect, so that the report's row is always true.
import { change, type Draft, draftFacts, put } from '../draft.ts'
import { segmentsOf } from '../facts/facts.ts'
import { asMixed, treatedAs } from '../folding/mixed.ts'
import { reachAt } from '../reach.ts'
import { flowOf } from '../rulebook.ts'
import { seenOf } from '../seen.ts'
import type { Talk } from '../shopper.ts'
import type { Arm, Enrolment } from './enrolment.ts'
import { begunOf } from './enrolment-begun.ts'
import { armPart } from './holdout.ts'
import { takersOf } from './takers.ts'
import { variantPart } from './variant.ts'

/** Enrols the shopper at this moment; the arm depends on campaign and shopper alone. */
export const enrol = (
  draft: Draft,
  campaign: string,
  holdout: number,
  vars: Talk['vars'] = {},
): Enrolment => {
  const { shopper } = draft
  const { lang } = shopper
  const at = reachAt(draft.now.shop, shopper)
  const arm = armPart(campaign, shopper.id, holdout, draft.now.shop.holdout)
  const flow = flowOf(draft.now, campaign)
  const variant = variantPart(flow, shopper.id, arm.arm)
  const row: Enrolment = {
    id: `${shopper.id}:${campaign}:${shopper.enrolled + 1}`,
    shopper: shopper.id,
    campaign,
    ...arm,
    ...variant,
    at: draft.at,
    segments: segmentsOf(draft.now, draftFacts(draft, vars)),
    talked: false,
    offered: 0,
    escalated: false,
    codes: [],
    orders: 0,
    revenue: 0,
    ...(lang && { lang }),
    ...(typeof vars.reason === 'string' && { reason: vars.reason }),
    ...(at && { channel: at.channel }),
    ...seenOf(shopper),
    ...begunOf(draft, campaign, vars),
    ...asMixed(shopper, campaign, arm.arm),
  }
  change(draft, { enrolments: [...shopper.enrolments, row], enrolled: shopper.enrolled + 1 })
  put(draft, { kind: 'enrolment', row })
  return row
}

export const enrolmentOf = (draft: Draft, id: string): Enrolment | null =>
  draft.shopper.enrolments.find((row) => row.id === id) ?? null

/** How the shopper is treated in it: a row that is `mixed` for the reports still has one. */
export const armIn = (draft: Draft, id: string): Arm => treatedAs(enrolmentOf(draft, id)) ?? 'offer'

/** Changes a row that is still kept; an older one is closed and stays as it was written. */
export const mark = (draft: Draft, id: string, changed: (row: Enrolment) => Partial<Enrolment>): void => {
  const row = enrolmentOf(draft, id)
  if (!row) return
  const marked = { ...row, ...changed(row) }
  change(draft, { enrolments: draft.shopper.enrolments.map((kept) => (kept.id === id ? marked : kept)) })
  const last = draft.effects.findLastIndex((effect) => effect.kind === 'enrolment' && effect.row.id === id)
  if (last >= 0) draft.effects[last] = { kind: 'enrolment', row: marked }
  else put(draft, { kind: 'enrolment', row: marked })
}

type Counted = { readonly id: string; readonly at: number }

/** Counts an order for every campaign whose goal's time it falls into. */
export const countOrder = (draft: Draft, order: Counted, total: number): void =>
  recount(draft, order, 1, total)

/** Takes back what a cancelled order, or a part of it, was counted for. */
export const uncountOrder = (draft: Draft, order: Counted, total: number, whole: boolean): void =>
  recount(draft, order, whole ? -1 : 0, -total)

const recount = (draft: Draft, order: Counted, count: number, total: number): void => {
  for (const row of takersOf(draft.shopper.enrolments, draft.now.flows, order))
    mark(draft, row.id, ({ orders, revenue }) => ({ orders: orders + count, revenue: revenue + total }))
}

// Enrolment rows as they change. Each change leaves the row as an effect, so that the report's row is always true.
import { change, type Draft, draftFacts, put } from './draft.ts'
import type { Arm, Enrolment } from './enrolment.ts'
import { segmentsOf } from './facts.ts'
import { asMixed, treatedAs } from './folding/mixed.ts'
import { armOf } from './holdout.ts'
import type { Flow } from './rulebook.ts'
import { reachAt } from './say.ts'
import { seenOf } from './seen.ts'
import type { Talk } from './shopper.ts'

/** Enrols the shopper at this moment; the arm depends on campaign and shopper alone. */
export const enrol = (
  draft: Draft,
  campaign: string,
  holdout: number,
  vars: Talk['vars'] = {},
): Enrolment => {
  const { shopper } = draft
  const { lang } = shopper
  const row: Enrolment = {
    id: `${shopper.id}:${campaign}:${shopper.enrolled + 1}`,
    shopper: shopper.id,
    campaign,
    arm: armOf(campaign, shopper.id, holdout),
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
    ...(reachAt(shopper) && { channel: reachAt(shopper)?.channel ?? '' }),
    ...seenOf(shopper),
    ...asMixed(shopper, campaign, armOf(campaign, shopper.id, holdout)),
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
  const last = draft.effects.findIndex((effect) => effect.kind === 'enrolment' && effect.row.id === id)
  if (last >= 0) draft.effects[last] = { kind: 'enrolment', row: marked }
  else put(draft, { kind: 'enrolment', row: marked })
}

/** Counts an order for every campaign whose goal's time it falls into. */
export const countOrder = (draft: Draft, flows: readonly Flow[], at: number, total: number): void =>
  recount(draft, flows, at, 1, total)

/** Takes back what a cancelled order, or a part of it, was counted for. */
export const uncountOrder = (
  draft: Draft,
  flows: readonly Flow[],
  at: number,
  total: number,
  whole: boolean,
): void => recount(draft, flows, at, whole ? -1 : 0, -total)

const recount = (draft: Draft, flows: readonly Flow[], at: number, count: number, total: number): void => {
  for (const row of draft.shopper.enrolments) {
    const goal = flows.find((flow) => flow.name === row.campaign)?.goal
    // The order that it began with is no success of it, and no loss where it is cancelled.
    if (goal && at > row.at && at <= row.at + goal.order_within)
      mark(draft, row.id, ({ orders, revenue }) => ({ orders: orders + count, revenue: revenue + total }))
  }
}

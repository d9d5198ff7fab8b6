// A code for everybody at the till: each use is a code of that shopper's own, issued and used in one go. An order that
// the shop has taken is a fact: what it breaks is recorded.
import type { Code, Overrun } from '../code.ts'
import { isLive } from '../code.ts'
import { redeem } from '../code-life.ts'
import { countOf } from '../code-source.ts'
import type { Draft } from '../draft.ts'
import { enrol, enrolmentOf, mark } from '../enrol.ts'
import type { Enrolment } from '../enrolment.ts'
import type { EventOf, Order } from '../event.ts'
import { armOf } from '../holdout.ts'
import type { Asked } from '../issuing/asked.ts'
import { against } from '../issuing/checks.ts'
import { usesOf } from '../issuing/code-checks.ts'
import { make } from '../issuing/issue.ts'
import type { IssueRefusal } from '../issuing/refusal.ts'
import type { Offer } from '../offer.ts'
import type { Flow, RowAct, Rulebook, Step } from '../rulebook.ts'
import { missingOf } from './amount.ts'
import { answerCode } from './answer.ts'

type Shared = Offer & { readonly codes: Extract<Offer['codes'], { kind: 'shared' }> }

const sharedOf = ({ offers }: Rulebook, name: string): Shared | null => {
  const offer = Object.hasOwn(offers, name) ? offers[name] : undefined
  return offer?.codes?.kind === 'shared' ? (offer as Shared) : null
}

const gives = (act: RowAct, offer: string): boolean => act.kind === 'give' && act.offer === offer

const isGivenBy = (step: Step, offer: string): boolean => {
  if (step.kind === 'offer')
    return gives(step.otherwise, offer) || step.rows.some(({ act }) => gives(act, offer))
  return step.kind === 'give' && (step.offer === offer || gives(step.otherwise, offer))
}

/** The flows that give it; the rulebook sees to it that one pays. */
export const flowsGiving = (flows: readonly Flow[], offer: string): readonly Flow[] =>
  flows.filter(({ steps }) => Object.values(steps).some((step) => isGivenBy(step, offer)))

/** The campaign that pays for it; null: none any more. */
export const payerOf = (rulebook: Rulebook, offer: Offer): Flow | null => {
  if (offer.codes?.kind !== 'shared') return null
  const { campaign } = offer.codes
  if (campaign !== null) return rulebook.flows.find(({ name }) => name === campaign) ?? null
  return flowsGiving(rulebook.flows, offer.name)[0] ?? null
}

/**
 * The row that the use belongs to: one without a code so far, else a new one. Whoever is held out has the code from
 * elsewhere: no arm of the comparison.
 */
const rowFor = (draft: Draft, { name, campaign }: Flow): Enrolment => {
  const free = draft.shopper.enrolments.findLast(
    (row) => row.campaign === name && row.arm !== 'holdout' && row.codes.length === 0,
  )
  if (free) return free
  const row = enrol(draft, name, 0)
  if (armOf(name, draft.shopper.id, campaign.holdout) !== 'holdout') return row
  mark(draft, row.id, () => ({ arm: 'mixed' }))
  return enrolmentOf(draft, row.id) ?? row
}

const REASONS: Partial<Record<IssueRefusal, string>> = {
  paused: 'expired',
  ended: 'expired',
  budget_spent: 'used_up',
  nothing_saved: 'nothing_to_discount',
}

const reasonOf = (why: IssueRefusal, draft: Draft, offer: Shared): string => {
  if (why === 'limit_reached')
    return usesOf(draft.shopper, offer.codes.plain) >= offer.codes.per_shopper ? 'redeemed' : 'used_up'
  return REASONS[why] ?? why
}

const askedFor = (draft: Draft, offer: Shared, payer: Flow): Asked => ({
  ...{ draft, offer, row: rowFor(draft, payer), campaign: payer.campaign, given: undefined },
})

const liveUse = (draft: Draft, offer: string): Code | undefined =>
  draft.shopper.codes.find((code) => code.shared === offer && isLive(code, draft.at))

const isOn = (code: Code, offer: string, order: string): boolean =>
  code.shared === offer &&
  code.redemptions.some((use) => use.order === order && use.rolled_back === undefined)

/** The shop asks; answers by `draft.reply`. */
export const redeemShared = (draft: Draft, event: EventOf<'redeem'>): void => {
  const { order } = event
  const offer = sharedOf(draft.now, event.shared ?? '')
  const payer = offer && payerOf(draft.now, offer)
  const refuse = (reason: string, missing?: number): void => {
    draft.reply = { kind: 'refused', reason, ...(missing !== undefined && { missing }) }
  }
  if (!offer || !payer) return refuse('not_found')
  if (order.id && draft.shopper.codes.some((code) => isOn(code, offer.name, order.id)))
    return refuse('redeemed')
  const before = draft.shopper
  const effects = draft.effects.length
  const back = (reason: string, missing?: number): void => {
    draft.shopper = before
    draft.effects.length = effects
    refuse(reason, missing)
  }
  let code = liveUse(draft, offer.name) ?? null
  if (!code) {
    const asked = askedFor(draft, offer, payer)
    const why = against(asked)
    if (why) return back(reasonOf(why, draft, offer))
    code = make(asked)
    if (!code) return
  }
  const answer = answerCode({ code, order, at: event.at, shopper: draft.shopper, shop: draft.now.shop })
  if (!answer.valid) return back(answer.reason, answer.missing)
  const use = redeem(draft, code, order, event.at)
  draft.reply = {
    kind: 'redeemed',
    redemption: use.id,
    amount: use.amount,
    ...(answer.points && { points: answer.points }),
  }
}

const overrunOf = (draft: Draft, offer: Shared, payer: Flow, order: Order): Overrun | undefined => {
  const { until } = payer.campaign
  if (until !== null && draft.event.at >= until) return 'late'
  if (usesOf(draft.shopper, offer.codes.plain) >= offer.codes.per_shopper) return 'twice'
  const budgets = [countOf(offer.codes.plain), payer.name]
  const full = draft.event.refused?.some((one) => one.kind === 'budget_spent' && budgets.includes(one.budget))
  if (full) return 'over_limit'
  return missingOf({ minimum: offer.minimum }, order) > 0 ? 'below_minimum' : undefined
}

/** The shop took an order with it; told at the till before, it is settled already. */
export const settleShared = (draft: Draft, name: string, order: Order): void => {
  const offer = sharedOf(draft.now, name)
  const payer = offer && payerOf(draft.now, offer)
  if (!offer || !payer || draft.shopper.codes.some((code) => isOn(code, name, order.id))) return
  const live = liveUse(draft, name)
  if (live) {
    const low = missingOf(live.terms, order) > 0 ? 'below_minimum' : undefined
    redeem(draft, live, order, draft.event.at, low)
    return
  }
  const overrun = overrunOf(draft, offer, payer, order)
  const effects = draft.effects.length
  const code = make(askedFor(draft, offer, payer))
  if (!code) return
  redeem(draft, code, order, draft.event.at, overrun)
  if (!overrun) return
  // Nothing bounds a fact: it is booked, and shown as what it is.
  draft.effects.splice(
    effects,
    draft.effects.length,
    ...draft.effects.slice(effects).map((effect) => {
      if (effect.kind !== 'budget') return effect
      const { ceiling: _, ...move } = effect
      return move
    }),
  )
}

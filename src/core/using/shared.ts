// A code for everybody at the till: each use is a code of that shopper's own, issued and used in one go. An order that
// the shop has taken is a fact: what it breaks is recorded.
import type { Code, Overrun } from '../codes/code.ts'
import { isLive } from '../codes/code.ts'
import { redeem } from '../codes/code-life.ts'
import { countOf } from '../codes/code-source.ts'
import type { Draft } from '../draft.ts'
import { enrol, enrolmentOf, mark } from '../enrolment/enrol.ts'
import type { Enrolment } from '../enrolment/enrolment.ts'
import { armOf } from '../enrolment/holdout.ts'
import type { EventOf } from '../event.ts'
import type { Asked } from '../issuing/asked.ts'
import { against } from '../issuing/checks.ts'
import { usesOf } from '../issuing/code-checks.ts'
import { make } from '../issuing/issue.ts'
import type { IssueRefusal } from '../issuing/refusal.ts'
import { hasRoom, hasRoomForShopper } from '../issuing/room.ts'
import type { Offer } from '../offers/offer.ts'
import type { Order } from '../orders/order.ts'
import { type Flow, flowOf, type RowAct, type Rulebook, type Step } from '../rulebook.ts'
import { answerCode } from './answer.ts'
import { brokenTerms } from './broken.ts'

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
  if (campaign !== null) return flowOf(rulebook, campaign)
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

type Held = { readonly code: Code; readonly back: () => void }

/** This shopper's own of it: the one that is out, or one that is issued now. null: refused, by `draft.reply`. */
export const holdOne = (draft: Draft, name: string, order: Order): Held | null => {
  const offer = sharedOf(draft.now, name)
  const payer = offer && payerOf(draft.now, offer)
  const refuse = (reason: string): null => {
    draft.reply = { kind: 'refused', reason }
    return null
  }
  if (!offer || !payer) return refuse('not_found')
  if (order.id && draft.shopper.codes.some((code) => isOn(code, offer.name, order.id)))
    return refuse('redeemed')
  const before = draft.shopper
  const effects = draft.effects.length
  const back = (): void => {
    draft.shopper = before
    draft.effects.length = effects
  }
  const live = liveUse(draft, offer.name)
  if (live) return { code: live, back }
  const asked = askedFor(draft, offer, payer)
  const why = against(asked)
  if (why) {
    back()
    return refuse(reasonOf(why, draft, offer))
  }
  const code = make(asked)
  return code && { code, back }
}

/** The shop asks; answers by `draft.reply`. */
export const redeemShared = (draft: Draft, { shared = '', order, at }: EventOf<'redeem'>): void => {
  const held = holdOne(draft, shared, order)
  if (!held) return
  const { code, back } = held
  const { shopper } = draft
  const answer = answerCode({ code, order, at, shopper, shop: draft.now.shop, now: draft.at })
  if (!answer.valid) {
    back()
    draft.reply = { kind: 'refused', ...answer, reason: answer.reason }
    return
  }
  const use = redeem(draft, code, order, at)
  draft.reply = {
    kind: 'redeemed',
    redemption: use.id,
    amount: use.amount,
    ...(answer.lines && { lines: answer.lines }),
    ...(answer.points && { points: answer.points }),
    ...(answer.gift && { gift: answer.gift }),
  }
}

const overrunOf = (asked: Asked, offer: Shared, payer: Flow): Overrun | undefined => {
  const { draft } = asked
  const { until } = payer.campaign
  if (until !== null && draft.event.at >= until) return 'late'
  if (usesOf(draft.shopper, offer.codes.plain) >= offer.codes.per_shopper) return 'twice'
  // Any of the bounds that it is taken from, as an issue would be refused; a fact is booked all the same.
  const count = countOf(offer.codes.plain)
  const full = draft.event.refused?.some((one) => one.kind === 'budget_spent' && one.budget === count)
  return full || hasRoom(asked) || hasRoomForShopper(asked) ? 'over_limit' : undefined
}

/** The shop took an order with it; told at the till before, it is settled already. */
export const settleShared = (draft: Draft, name: string, order: Order): void => {
  const offer = sharedOf(draft.now, name)
  const payer = offer && payerOf(draft.now, offer)
  if (!offer || !payer || draft.shopper.codes.some((code) => isOn(code, name, order.id))) return
  const live = liveUse(draft, name)
  if (live) {
    redeem(draft, live, order, draft.event.at, brokenTerms(draft, live, order))
    return
  }
  const asked = askedFor(draft, offer, payer)
  const over = overrunOf(asked, offer, payer)
  const effects = draft.effects.length
  const code = make(asked)
  if (!code) return
  redeem(draft, code, order, draft.event.at, over ?? brokenTerms(draft, code, order))
  if (!over) return
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

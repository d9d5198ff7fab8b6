// The terms that an agent may give: an offer as written, or changed within the limits of the shop. Pure arithmetic.
import type { CodeTerms } from '../codes/code.ts'
import { withGift } from '../offers/gift.ts'
import type { Offer } from '../offers/offer.ts'
import type { AgentRules } from '../shop.ts'

/** What an agent wants otherwise than the offer says; sums in minor units, `valid` in ms. */
export type TermsChange = {
  /** Percent, minor units or points, as the offer's kind is. */
  readonly value?: number
  /** The most that the code may take off; for points: what they are worth goes with their number. */
  readonly up_to?: number
  readonly minimum?: number
  readonly valid?: number
  /** Which of the offer's gifts, by its name. */
  readonly gift?: string
}

/** Which limit stands in the way; `most` is what it allows (for the minimum: the least). */
export type LimitName = 'percent' | 'amount' | 'points' | 'valid' | 'minimum'
export type OverLimit = { readonly limit: LimitName; readonly most: number; readonly asked: number }

export type AgentTerms =
  | { readonly kind: 'terms'; readonly offer: Offer }
  | { readonly kind: 'over'; readonly over: OverLimit }
  /** No terms at all: a percentage above 100, half a point, less than nothing. */
  | { readonly kind: 'senseless' }
  | { readonly kind: 'no_such_gift' }

/** What an agent may go up to with one offer; the offer's own terms are always within. */
export type Bounds = {
  readonly value: number
  readonly up_to: number
  readonly minimum: number
  readonly valid: number
}

const whole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least

export const boundsOf = (offer: Offer, rules: AgentRules): Bounds => {
  const most = (own: number, limit: number | null): number => Math.max(own, limit ?? own)
  const up_to = most(offer.worst, rules.amount)
  const values = {
    percent: most(offer.value, rules.percent),
    amount: up_to,
    shipping: 0,
    gift: 0,
    points: most(offer.value, rules.points),
  }
  const value = values[offer.kind]
  return {
    value,
    up_to: offer.kind === 'points' ? worthOf(offer, value) : up_to,
    minimum: Math.min(offer.minimum, rules.minimum ?? offer.minimum),
    valid: most(offer.valid, rules.valid),
  }
}

/** What so many points are worth, by the offer's own rate; rounded up, so that enough is reserved. */
const worthOf = (offer: Offer, points: number): number => Math.ceil((offer.worst * points) / offer.value)

const hasTwoDecimals = (value: number): boolean => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6

const isSensible = ({ kind, value, worst, minimum, valid }: Offer): boolean => {
  const values = {
    percent: value > 0 && value <= 100 && hasTwoDecimals(value),
    amount: whole(value, 1),
    shipping: value === 0,
    gift: value === 0,
    points: whole(value, 1),
  }
  return values[kind] && whole(worst, 1) && whole(minimum, 0) && whole(valid, 1)
}

const worstOf = (offer: Offer, value: number, up_to: number | undefined): number => {
  if (offer.kind === 'amount') return value
  if (offer.kind === 'gift') return offer.worst
  return offer.kind === 'points' ? worthOf(offer, value) : (up_to ?? offer.worst)
}

/** The offer with an agent's changes, or the limit that they pass. */
export const agentTerms = (written: Offer, change: TermsChange, rules: AgentRules): AgentTerms => {
  const offer = withGift(written, change.gift)
  if (!offer) return { kind: 'no_such_gift' }
  const value = change.value ?? offer.value
  const valid = change.valid ?? offer.valid
  const changed: Offer = {
    ...offer,
    value,
    valid,
    worst: worstOf(offer, value, change.up_to),
    minimum: change.minimum ?? offer.minimum,
    remind: offer.remind !== null && offer.remind < valid ? offer.remind : null,
  }
  const saysTwice = change.up_to !== undefined && offer.kind !== 'percent' && offer.kind !== 'shipping'
  if (saysTwice || !isSensible(changed)) return { kind: 'senseless' }
  const most = boundsOf(offer, rules)
  const over = (limit: LimitName, asked: number, allowed: number): AgentTerms => ({
    kind: 'over',
    over: { limit, asked, most: allowed },
  })
  if (offer.kind === 'percent' && changed.value > most.value)
    return over('percent', changed.value, most.value)
  if (offer.kind === 'points' && changed.value > most.value) return over('points', changed.value, most.value)
  if (offer.kind !== 'points' && offer.kind !== 'gift' && changed.worst > most.up_to)
    return over('amount', changed.worst, most.up_to)
  if (changed.valid > most.valid) return over('valid', changed.valid, most.valid)
  if (changed.minimum < most.minimum) return over('minimum', changed.minimum, most.minimum)
  return { kind: 'terms', offer: changed }
}

/** The same offer, never taking off more than `ceiling`: what was approved is what is reserved. */
export const heldTo = (offer: Offer, ceiling: number): Offer => {
  if (offer.worst <= ceiling) return offer
  return { ...offer, worst: ceiling, ...(offer.kind === 'amount' && { value: ceiling }) }
}

/** Are these what a code gives already? */
export const isSameTerms = (terms: CodeTerms, offer: Offer): boolean =>
  terms.kind === offer.kind &&
  terms.value === offer.value &&
  terms.worst === offer.worst &&
  terms.minimum === offer.minimum &&
  terms.gift?.name === offer.gifts?.[0]?.name

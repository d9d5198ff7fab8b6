// What may stand against an issue on the code's own side: its pool, the limits of a code for everybody, and the one
// person who asks for a first-order code twice. None of them writes.
import { countOf } from '../codes/code-source.ts'
import type { Shopper } from '../shopper.ts'
import type { Check } from './asked.ts'

const hasPoolCode: Check = ({ offer, draft }) => {
  const { codes } = offer
  const empty =
    codes?.kind === 'pool' &&
    draft.event.refused?.some((one) => one.kind === 'pool_empty' && one.pool === codes.pool)
  return empty ? 'pool_empty' : null
}

/** Uses that stand, or may still come: what was taken back or ran out unused is none. `plain`: the code's plain text. */
export const usesOf = (shopper: Shopper, plain: string): number => shopper.uses?.[plain] ?? 0

const isWithinLimits: Check = ({ offer, draft }) => {
  const { codes } = offer
  if (codes?.kind !== 'shared') return null
  if (usesOf(draft.shopper, codes.plain) >= codes.per_shopper) return 'limit_reached'
  const budget = countOf(codes.plain)
  const full = draft.event.refused?.some((one) => one.kind === 'budget_spent' && one.budget === budget)
  return full ? 'limit_reached' : null
}

/** An agent who gives it all the same has looked. */
const isNewPerson: Check = ({ offer, draft, given }) => {
  const same = draft.event.refused?.some((one) => one.kind === 'same_person')
  return offer.first_order && !given && same ? 'same_person' : null
}

export const CODE_CHECKS: readonly Check[] = [hasPoolCode, isWithinLimits, isNewPerson]

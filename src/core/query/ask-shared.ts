// May this shopper use a code for everybody on this order? The till's own decision, made and thrown away.
import { decide } from '../decide.ts'
import type { Order } from '../event.ts'
import type { Rulebook } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'
import type { CodeAnswer } from '../using/answer.ts'

type Held = { readonly budget: string; readonly reserved: number; readonly spent: number }

/** What it would be used as: an id that nobody has. */
const STUB = { id: 'ask.0', hmac: '', sealed: '' }

export type SharedAnswer =
  | CodeAnswer
  | { readonly valid: false; readonly reason: string; readonly missing?: number }

/** `budgets`: as they stand now; what is taken between this answer and the use is refused then. */
export const askShared = (
  rulebook: Rulebook,
  shopper: Shopper,
  offer: string,
  order: Order,
  at: number,
  budgets: readonly Held[],
): SharedAnswer => {
  const decision = decide({ now: rulebook, pinned: {} }, shopper, {
    ...{
      kind: 'redeem',
      id: 'ask',
      at,
      received: at,
      trust: 'fact',
      code: '',
      shared: offer,
      order,
      own: true,
    },
    spares: [{ ...STUB, shared: offer }],
  })
  if (decision.kind !== 'decided') return { valid: false, reason: 'not_found' }
  const { reply, effects } = decision
  if (reply.kind === 'refused')
    return {
      valid: false,
      reason: reply.reason,
      ...(reply.missing !== undefined && { missing: reply.missing }),
    }
  if (reply.kind !== 'redeemed') return { valid: false, reason: 'not_found' }
  for (const effect of effects) {
    if (effect.kind !== 'budget' || effect.ceiling === undefined) continue
    const held = budgets.find(({ budget }) => budget === effect.budget)
    const sum = (held?.reserved ?? 0) + (held?.spent ?? 0) + effect.reserved + effect.spent
    if (sum > effect.ceiling) return { valid: false, reason: 'used_up' }
  }
  const code = decision.shopper.codes.find((one) => one.redemptions.some(({ id }) => id === reply.redemption))
  return {
    ...{ valid: true, amount: reply.amount, until: code?.until ?? at, offer },
    ...(reply.points !== undefined && { points: reply.points }),
  }
}

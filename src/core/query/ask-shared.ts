// May this shopper use a code for everybody on this order? The till's own decision, made and thrown away; what has no
// room is decided again without, as a turn would.
import type { Around } from '../around.ts'
import { decide } from '../decide.ts'
import type { Effect } from '../effect.ts'
import type { Order } from '../orders/order.ts'
import type { Refusal } from '../refused.ts'
import type { Rulebook } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'
import type { CodeAnswer } from '../using/answer.ts'
import type { Wants } from '../using/use.ts'

type Held = { readonly budget: string; readonly reserved: number; readonly spent: number }

/** What it would be used as: an id that nobody has. */
const STUB = { id: 'ask.0', hmac: '', sealed: '' }

export type SharedAnswer =
  | CodeAnswer
  | {
      readonly valid: false
      readonly reason: string
      readonly missing?: number
      readonly until?: number
      readonly wants?: Wants
    }

/** `around`: what the shop as a whole is like; `budgets`: as they stand now. What is taken meanwhile is refused then. */
export type SharedQuestion = {
  readonly offer: string
  readonly order: Order
  readonly at: number
  readonly around?: Around | null
  readonly budgets: readonly Held[]
}

/** The budgets that have no room, as the store would say it. */
const withoutRoom = (effects: readonly Effect[], budgets: readonly Held[]): readonly Refusal[] => {
  const sums = new Map(budgets.map(({ budget, reserved, spent }) => [budget, reserved + spent]))
  const full = new Map<string, number>()
  for (const effect of effects) {
    if (effect.kind !== 'budget') continue
    const { budget, reserved, spent, ceiling } = effect
    const sum = (sums.get(budget) ?? 0) + reserved + spent
    sums.set(budget, sum)
    if (ceiling !== undefined && sum > ceiling) full.set(budget, Math.max(full.get(budget) ?? 0, reserved))
  }
  return [...full].map(([budget, amount]) => ({ kind: 'budget_spent', budget, amount }))
}

export const askShared = (rulebook: Rulebook, shopper: Shopper, question: SharedQuestion): SharedAnswer => {
  const { offer, order, at, around, budgets } = question
  const refused: Refusal[] = []
  for (;;) {
    const decision = decide({ now: rulebook, pinned: {} }, shopper, {
      ...{ kind: 'redeem', id: 'ask', at, received: at, trust: 'fact' },
      ...{ code: '', shared: offer, order, own: true },
      spares: [{ ...STUB, shared: offer }],
      ...(around && { around }),
      ...(refused.length > 0 && { refused }),
    })
    if (decision.kind !== 'decided') return { valid: false, reason: 'not_found' }
    const { reply, effects } = decision
    if (reply.kind === 'refused') {
      const { reason, missing, until, wants } = reply
      const facts = { ...(missing !== undefined && { missing }), ...(until !== undefined && { until }) }
      return { valid: false, reason, ...facts, ...(wants && { wants }) }
    }
    if (reply.kind !== 'redeemed') return { valid: false, reason: 'not_found' }
    const full = withoutRoom(effects, budgets).filter(
      (one) => !refused.some((before) => JSON.stringify(before) === JSON.stringify(one)),
    )
    if (full.length > 0) {
      refused.push(...full)
      continue
    }
    if (withoutRoom(effects, budgets).length > 0) return { valid: false, reason: 'used_up' }
    const { kind: _, redemption, ...gives } = reply
    const code = decision.shopper.codes.find((one) => one.redemptions.some(({ id }) => id === redemption))
    return { ...gives, valid: true, until: code?.until ?? at, offer }
  }
}

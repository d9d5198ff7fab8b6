// A bonus on the next order: nothing is typed, the first order that keeps its terms uses it. What it gives is told to
// the shop in the answer, and to the shopper.
import type { Code } from '../codes/code.ts'
import { redeem } from '../codes/code-life.ts'
import type { Draft } from '../draft.ts'
import type { BonusUsed } from '../effect.ts'
import type { Order } from '../orders/order.ts'
import { sayBot } from '../say.ts'
import { againstUse } from './checks.ts'

const isFor = (code: Code, { shopper, now, event }: Draft, order: Order): boolean =>
  Boolean(code.terms.bonus) &&
  event.at >= code.issued &&
  againstUse({ code, order, at: event.at, shopper, shop: now.shop }) === null

const pointsOf = ({ terms }: Code): number => (terms.kind === 'points' ? terms.value : 0)

/** Uses what this order brings in, the oldest first; one that does not stand beside another waits for the next order. */
export const useBonuses = (draft: Draft, order: Order): void => {
  const used: BonusUsed[] = []
  for (const { id } of draft.shopper.codes) {
    const code = draft.shopper.codes.find((one) => one.id === id)
    if (!code || !isFor(code, draft, order)) continue
    const use = redeem(draft, code, order, draft.event.at)
    const points = pointsOf(code)
    used.push({
      ...{ redemption: use.id, offer: code.offer, amount: use.amount },
      ...(points > 0 && { points }),
    })
    sayBot(draft, points > 0 ? 'bonus_points' : 'bonus_used', null, {
      args: { value: points > 0 ? points : { money: use.amount }, order: order.id },
    })
  }
  if (used.length > 0) draft.reply = { kind: 'ok', bonuses: used }
}

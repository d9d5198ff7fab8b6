// The shop asks to use a code, or to take its use back; unlike an order's fact, this may be refused.
import { codeOf, redeem, rollBack } from '../codes/code-life.ts'
import type { Draft } from '../draft.ts'
import type { EventOf } from '../event.ts'
import { answerCode } from './answer.ts'
import { redeemShared } from './shared.ts'

export const askRedeem = (draft: Draft, event: EventOf<'redeem'>): void => {
  if (event.shared !== undefined) return redeemShared(draft, event)
  const code = codeOf(draft, event.code)
  if (!code || !event.own) {
    draft.reply = { kind: 'refused', reason: 'not_found' }
    return
  }
  const answer = answerCode({
    ...{ code, order: event.order, at: event.at },
    ...{ shopper: draft.shopper, shop: draft.now.shop, now: draft.at },
  })
  if (!answer.valid) {
    draft.reply = { kind: 'refused', ...answer, reason: answer.reason }
    return
  }
  const use = redeem(draft, code, event.order, event.at)
  draft.reply = {
    kind: 'redeemed',
    redemption: use.id,
    amount: use.amount,
    ...(answer.lines && { lines: answer.lines }),
    ...(answer.points && { points: answer.points }),
    ...(answer.gift && { gift: answer.gift }),
  }
}

export const askRollBack = (draft: Draft, event: EventOf<'roll_back'>): void => {
  for (const code of draft.shopper.codes) {
    const use = code.redemptions.find((one) => one.id === event.redemption)
    if (!use) continue
    // Taken back before: the same answer, nothing twice.
    if (use.rolled_back === undefined) rollBack(draft, code, use)
    draft.reply = { kind: 'rolled_back', redemption: use.id }
    return
  }
  draft.reply = { kind: 'refused', reason: 'not_found' }
}

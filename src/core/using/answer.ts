// May this code be used on this order? A question: changes nothing. Redeeming asks the same first.
import type { UsedLine } from '../codes/code.ts'
import { allotToLines } from './allot.ts'
import { amountOf } from './amount.ts'
import { againstUse } from './checks.ts'
import type { Against, Use } from './use.ts'
import { usesLeft, usesOf } from './uses.ts'

export type CodeAnswer =
  | {
      readonly valid: true
      readonly amount: number
      readonly points?: number
      /** The gift that goes with the order, by its name in the rulebook. */
      readonly gift?: string
      /** How often it may be used after this, where it is more than once. */
      readonly uses_left?: number
      readonly until: number
      readonly offer: string
      /** What of it falls on each line, in the order's own order, where the lines bear it. */
      readonly lines?: readonly UsedLine[]
    }
  | ({ readonly valid: false } & Against)

export const answerCode = (use: Use): CodeAnswer => {
  const against = againstUse(use)
  if (against) return { valid: false, ...against }
  const { code, order } = use
  const amount = amountOf(code.terms, order)
  const lines = allotToLines(code.terms, order, amount)
  return {
    valid: true,
    amount,
    until: code.until,
    offer: code.offer,
    ...(lines && { lines }),
    ...(code.terms.kind === 'points' && { points: code.terms.value }),
    ...(code.terms.gift && { gift: code.terms.gift.name }),
    ...(usesOf(code) > 1 && { uses_left: usesLeft(code) - 1 }),
  }
}

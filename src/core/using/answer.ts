// May this code be used on this order? A question: changes nothing. Redeeming asks the same first.
import { amountOf } from './amount.ts'
import { type Against, againstUse, type Use } from './checks.ts'

export type CodeAnswer =
  | {
      readonly valid: true
      readonly amount: number
      readonly points?: number
      readonly until: number
      readonly offer: string
    }
  | ({ readonly valid: false } & Against)

export const answerCode = (use: Use): CodeAnswer => {
  const against = againstUse(use)
  if (against) return { valid: false, ...against }
  const { code, order } = use
  return {
    valid: true,
    amount: amountOf(code.terms, order),
    until: code.until,
    offer: code.offer,
    ...(code.terms.kind === 'points' && { points: code.terms.value }),
  }
}

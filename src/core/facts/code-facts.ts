// Facts of codes: those that we gave, and how much of a habit they are.
import { isLive } from '../codes/code.ts'
import type { KnownOrder, Shopper } from '../shopper.ts'
import type { Group } from './group.ts'

export const HABITS = ['often', 'rarely', 'never'] as const

/**
 * "Often" is half of the orders or more: from there on the price without a code is not believed any more. And two of
 * them at least, since one order is no habit.
 */
const OFTEN = { share: 0.5, orders: 2 }

/**
 * Orders that still stand and were told when they happened; of an imported one nobody says whether there was a code.
 * Those that are remembered by themselves: a habit is what somebody does lately.
 */
const told = (recent: readonly KnownOrder[]) => recent.filter((one) => !one.cancelled && !one.imported)

const used = ({ code, foreign }: KnownOrder): boolean => code !== undefined || foreign !== undefined

export const withCode = (recent: readonly KnownOrder[]): Group => {
  const orders = told(recent)
  if (orders.length === 0) return { with_code: undefined, code_share: undefined }
  const count = orders.filter(used).length
  return { with_code: count, code_share: count / orders.length }
}

const habitOf = (recent: readonly KnownOrder[]): (typeof HABITS)[number] | undefined => {
  const orders = told(recent)
  const count = orders.filter(used).length
  if (orders.length === 0) return undefined
  if (count === 0) return 'never'
  return count >= OFTEN.orders && count >= orders.length * OFTEN.share ? 'often' : 'rarely'
}

export const codeFacts = ({ codes, orders }: Shopper, now: number): Group => ({
  live: codes.filter((code) => isLive(code, now)).length,
  issued: codes.length,
  redeemed: codes.filter((code) => code.state === 'redeemed').length,
  expired: codes.filter((code) => code.state === 'expired').length,
  habit: habitOf(orders.recent),
})

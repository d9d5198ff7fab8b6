// What is known of the visit that is going on, in the shape in which a chance of an order can be told from it.
import type { Shop } from '../shop.ts'
import type { Shopper } from '../shopper.ts'
import { localTime } from '../time/local-time.ts'
import { isOver } from './hesitation.ts'

/** Looks and seconds by head (page-kinds.ts). */
export type SessionSeen = {
  readonly account: number
  readonly account_seconds: number
  readonly info: number
  readonly info_seconds: number
  readonly goods: number
  readonly goods_seconds: number
  /** 1 to 12. */
  readonly month: number
  readonly weekend: boolean
  /** Was here before this visit. */
  readonly returning: boolean
}

/** Null: no visit is going on. */
export const sessionSeen = (
  { hesitation, visits, orders }: Shopper,
  shop: Shop,
  now: number,
): SessionSeen | null => {
  if (!hesitation || isOver(hesitation, now)) return null
  const { account = [0, 0], info = [0, 0], goods = [0, 0] } = hesitation.tally
  const { month, weekday } = localTime(now, shop.time_zone)
  return {
    ...{ account: account[0], account_seconds: account[1] },
    ...{ info: info[0], info_seconds: info[1] },
    ...{ goods: goods[0], goods_seconds: goods[1] },
    ...{ month, weekend: weekday === 'sat' || weekday === 'sun' },
    returning: (visits.count ?? 1) > 1 || orders.count > 0,
  }
}

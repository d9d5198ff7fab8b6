// How likely the shopper's visit ends in an order, stamped on the event as what core cannot know by itself; only where
// the rules ask for it.
import type { Around } from '../core/around.ts'
import { sessionSeen } from '../core/hesitation/session-seen.ts'
import type { Shop } from '../core/shop.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Chance } from '../ports/chance.ts'
import type { Asks } from './around.ts'

/** The journal needs no more digits. */
const THOUSANDTHS = 1000

/** `at`: ms since 1970. What was stamped in an earlier try of the same event gives way. */
export const withChance = (
  chance: Chance | undefined,
  asks: Asks,
  shopper: Shopper,
  shop: Shop,
  at: number,
  around: Around | null,
): Around | null => {
  const { buys: _, ...rest } = around ?? {}
  const seen = chance && asks().includes('session.buys') ? sessionSeen(shopper, shop, at) : null
  if (seen) return { ...rest, buys: Math.round(chance!.buys(seen) * THOUSANDTHS) / THOUSANDTHS }
  return Object.keys(rest).length > 0 ? rest : null
}

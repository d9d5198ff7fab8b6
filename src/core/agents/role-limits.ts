// What one role may give by itself, asked of the terms as they would be given. Pure arithmetic.
import type { Offer } from '../offers/offer.ts'
import { reserveOf } from '../offers/use-terms.ts'
import type { RoleLimits } from '../shop.ts'
import type { OverLimit } from './agent-terms.ts'

/**
 * The first limit that these terms pass; null: none. A percentage, a sum and points count as they are, also where the
 * offer is written so; how long a code lasts and from which sum it counts, only beyond what is written. `given`: held to
 * the ceiling, so that the sum is what this code can really cost.
 */
export const overRole = (written: Offer, given: Offer, limits: RoleLimits): OverLimit | null => {
  const { percent, amount, points, valid, minimum } = limits
  const cost = reserveOf(given)
  if (given.kind === 'percent' && percent !== undefined && given.value > percent)
    return { limit: 'percent', most: percent, asked: given.value }
  if (given.kind === 'points' && points !== undefined && given.value > points)
    return { limit: 'points', most: points, asked: given.value }
  if (amount !== undefined && cost > amount) return { limit: 'amount', most: amount, asked: cost }
  if (valid !== undefined && given.valid > Math.max(valid, written.valid))
    return { limit: 'valid', most: Math.max(valid, written.valid), asked: given.valid }
  if (minimum !== undefined && given.minimum < Math.min(minimum, written.minimum))
    return { limit: 'minimum', most: Math.min(minimum, written.minimum), asked: given.minimum }
  return null
}

// What an agent saw and says yes to, in a few signs: the cart, the offer with its terms as changed, and whose money it is.
// Whatever of these becomes another gives another digest. Not secret; the sum itself is held by the ceiling.
import type { CartLine } from '../cart/cart.ts'
import type { Offer } from '../offers/offer.ts'
import { useTermsOf } from '../offers/use-terms.ts'
import { hashOf } from '../stable-hash.ts'

/** So that the same cart in another order is the same cart. */
const byItem = (a: readonly unknown[], b: readonly unknown[]): number =>
  JSON.stringify(a) < JSON.stringify(b) ? -1 : 1

/** The order of keys is no part of what was seen. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, plain(one)])
}

/**
 * 16 hexadecimal digits. `lines`: the cart as it stands (goods, pieces, prices: a title is only words). `offer`: as it
 * would be given, before any ceiling; of several gifts the first is meant, as an approval means it.
 */
export const seenDigest = (lines: readonly CartLine[], offer: Offer, campaign: string): string => {
  const { name, kind, value, worst, minimum, valid, until, on, goods, gifts } = offer
  const cart = lines.map(({ item, quantity, price }) => [item, quantity, price]).sort(byItem)
  const gift = gifts?.[0]
  const terms = { name, kind, value, worst: gift?.worth ?? worst, minimum, valid, until, on, goods }
  const text = JSON.stringify([cart, plain(terms), gift?.name ?? null, plain(useTermsOf(offer)), campaign])
  return [hashOf(`a:${text}`), hashOf(`b:${text}`)].map((part) => part.toString(16).padStart(8, '0')).join('')
}

// A shopper's addresses as candidates of one choice. Everything that may be written to passes here before it is chosen.
import { cartTotal } from '../cart/cart.ts'
import { isLasting } from '../contact/against.ts'
import type { Purpose } from '../contact/consent.ts'
import { mayContact } from '../contact/may-contact.ts'
import type { Draft } from '../draft.ts'
import type { Address } from '../event.ts'
import { isAddress, reachableAt } from '../reach.ts'
import type { Shop } from '../shop.ts'
import type { Shopper } from '../shopper.ts'
import { type Candidate, type Choosing, rank } from './choice.ts'
import type { ShopReached } from './reached.ts'

/** The cart, else what this shopper usually orders for. */
const worthOf = ({ cart, orders }: Shopper): number | null =>
  cart ? cartTotal(cart.lines) : orders.count > 0 ? Math.round(orders.sum / orders.count) : null

/** Of one channel the latest address; where the shopper wrote last first, then the latest. */
const candidates = (shop: Pick<Shop, 'channels' | 'currency'>, shopper: Shopper): readonly Address[] => {
  const all = [...reachableAt(shop, shopper)].reverse()
  const last = shopper.reply_to && all.find(isAddress(shopper.reply_to))
  const ordered = last ? [last, ...all.filter((one) => !isAddress(last)(one))] : all
  return ordered.filter((one, n) => ordered.findIndex(({ channel }) => channel === one.channel) === n)
}

export const choosing = (
  shop: Pick<Shop, 'channels' | 'currency' | 'message_costs'>,
  shopper: Shopper,
  whole?: ShopReached,
): Choosing => ({
  addresses: candidates(shop, shopper),
  reached: shopper.reaching?.by ?? {},
  ...(whole && { shop: whole }),
  costs: shop.message_costs ?? {},
  worth: worthOf(shopper),
  wrote: shopper.reply_to,
})

/**
 * All that may be written to on our initiative, the best first; what passes by itself, as the night does, bars nobody.
 * `only`: these channels, where somebody says so.
 */
export const ranked = (
  draft: Draft,
  only?: readonly string[],
  purpose: Purpose = 'marketing',
): readonly Candidate[] =>
  rank(choosing(draft.now.shop, draft.shopper, draft.event.around?.reached)).filter(
    ({ address }) =>
      (!only || only.includes(address.channel)) && !isLasting(mayContact(draft, address, purpose)),
  )

export const bestAt = (draft: Draft, purpose?: Purpose): Address | null =>
  ranked(draft, undefined, purpose)[0]?.address ?? null

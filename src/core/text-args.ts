// The arguments that every text may use. The rulebook checks texts against TEXT_ARGS; textArgs fills them.
import { cartCount, cartTotal } from './cart/cart.ts'
import type { Arg } from './message.ts'
import type { Shop } from './shop.ts'
import type { Shopper, Talk } from './shopper.ts'

/** Always there; a value that is not known is the empty text or 0. Shop facts come as shop_NAME, talk variables by name. */
export const TEXT_ARGS = [
  'name',
  'has_name',
  'shop',
  'cart_total',
  'cart_count',
  'cart_item',
  'reason',
  'points',
  'points_added',
  'points_expiring',
  'points_expire_on',
  'referral',
  'said_quantity',
  'said_item',
  'said_by',
] as const

const wordOf = (value: string | number | boolean): string | number =>
  typeof value === 'boolean' ? String(value) : value

export const textArgs = (shop: Shop, shopper: Shopper, talk: Talk | null): Record<string, Arg> => {
  const { said, cart, traits } = shopper
  const lines = cart?.lines ?? []
  const args: Record<string, Arg> = {
    name: traits.name ?? '',
    // For a text that begins with the name: {has_name, select, yes {{name}, your} other {Your}} cart ...
    has_name: traits.name ? 'yes' : 'no',
    shop: shop.name,
    cart_total: { money: cartTotal(lines) },
    cart_count: cartCount(lines),
    cart_item: lines[0]?.title ?? lines[0]?.item ?? '',
    reason: '',
    points: traits.points ?? 0,
    points_added: 0,
    points_expiring: shopper.points?.expiring ?? 0,
    // Signed by the shell, which has the key.
    referral: '',
    // A sum or a percentage that a shopper names is no argument: no text says one that is not the shop's own.
    said_quantity: said?.quantity ?? 0,
    said_item: said?.items?.[0]?.title ?? '',
    said_by: said?.by === undefined ? '' : { day: said.by },
    points_expire_on: { time: shopper.points?.expires ?? 0 },
  }
  // Both are plain records, so that `for in` sees what Object.entries would, and makes no pairs of it.
  for (const name in shop.facts) args[`shop_${name}`] = wordOf(shop.facts[name]!)
  if (talk) for (const name in talk.vars) args[name] = wordOf(talk.vars[name]!)
  return args
}

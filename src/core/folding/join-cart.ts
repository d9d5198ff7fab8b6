// One cart out of two, and what both saved. As a shop does at a log-in: what either holds is there, nothing twice.
import { bounded, type Cart, type CartLine } from '../cart/cart.ts'
import { pastOf } from '../cart/cart-past.ts'
import type { Shopper } from '../shopper.ts'
import { activeLast } from './join-who.ts'

const piecesOf = (lines: readonly CartLine[], item: string): number =>
  lines.reduce((sum, line) => (line.item === item ? sum + line.quantity : sum), 0)

/**
 * The lines of the cart that was touched last as they are, and what only the other holds. Of what both hold the
 * larger number counts, not the sum: page and shop often tell of the same goods, one by visitor, one by customer.
 */
const joinLines = (last: readonly CartLine[], first: readonly CartLine[]): readonly CartLine[] => {
  const items = [...new Set(last.map((line) => line.item))]
  const more = new Map(items.map((item) => [item, piecesOf(first, item) - piecesOf(last, item)]))
  const raised = last.map((line) => {
    const missing = more.get(line.item) ?? 0
    more.delete(line.item)
    return missing > 0 ? { ...line, quantity: line.quantity + missing } : line
  })
  return bounded([...raised, ...first.filter((line) => !items.includes(line.item))])
}

const joinTwo = (last: Cart, first: Cart): Cart => {
  const [begun] = last.began <= first.began ? [last] : [first]
  const discussed = last.discussed || first.discussed
  return {
    ...{ id: begun.id, began: begun.began },
    lines: joinLines(last.lines, first.lines),
    // A flow that wrote because of either has written because of this one.
    abandoned: [
      ...first.abandoned,
      ...last.abandoned.filter(({ flow }) => !first.abandoned.some((one) => one.flow === flow)),
    ].sort((a, b) => a.at - b.at || (a.flow < b.flow ? -1 : 1)),
    started: [...new Set([...first.started, ...last.started])].sort(),
    ...(discussed && { discussed }),
  }
}

const pastSince = ({ cart_past }: Shopper): number => cart_past?.steps.at(-1)?.at ?? cart_past?.since ?? 0

const joinSaved = (last: Shopper, first: Shopper): Shopper['saved'] => [
  ...first.saved.filter(({ item }) => !last.saved.some((one) => one.item === item)),
  ...last.saved,
]

export const joinCarts = (older: Shopper, younger: Shopper) => {
  const [last, first] = activeLast(older, younger)
  const cart = last.cart && first.cart ? joinTwo(last.cart, first.cart) : (last.cart ?? first.cart)
  const since = Math.max(pastSince(older), pastSince(younger))
  return {
    cart,
    // What is told late of either is older than this cart.
    ...(since > 0 && { cart_past: { ...pastOf(cart?.lines ?? []), since } }),
    carts_abandoned: older.carts_abandoned + younger.carts_abandoned,
    saved: joinSaved(last, first),
  }
}

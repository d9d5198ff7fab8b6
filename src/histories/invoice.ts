// What the lines of an invoice mean: a cart and its order, or goods given back. Knows no columns and no file.
import type { CartLine } from '../core/cart/cart.ts'
import { cartTotal } from '../core/cart/cart.ts'
import type { OrderLine } from '../core/orders/order.ts'
import type { Group, HistoryEvent, Purchase, Tools } from './history.ts'

/** How long after the cart its order is supposed to follow. */
const ORDER_AFTER = 10 * 60_000

type Piece = { readonly id: string; readonly item: string; readonly quantity: number; readonly price: number }

const pieces = (group: Group): readonly Piece[] =>
  group.lines.map(({ id, data: [item, quantity, price] }) => ({
    id,
    item: String(item),
    quantity: Number(quantity),
    price: Number(price),
  }))

export const invoiceEvents = (group: Group, tools: Tools): readonly HistoryEvent[] =>
  group.rank === 0 ? bought(group, tools) : givenBack(group, tools)

const bought = (group: Group, tools: Tools): readonly HistoryEvent[] => {
  const { shopper, at } = group
  const lines = merge(pieces(group))
  const name = tools.digest(group.lines.map((line) => line.id).join())
  const order = { id: orderId(group), total: cartTotal(lines), lines }
  const ordered = at + ORDER_AFTER
  for (const { item, price, quantity } of lines)
    tools.bought(shopper, item, { order: order.id, at: ordered, price, quantity })
  const cart = { kind: 'cart_changed', change: 'add', lines } as const
  return [
    { kind: 'event', id: `or:cart:${name}`, at, shopper, what: cart, lines: group.lines.length },
    {
      kind: 'event',
      id: `or:order:${name}`,
      at: ordered,
      shopper,
      what: { kind: 'order_completed', order },
      lines: 0,
    },
  ]
}

/** `536365@2010-12-01T08:26`: an invoice that was written at two times became two orders. */
const orderId = ({ group, at }: Group): string =>
  `${group}@${new Date(at).toISOString().replace(/(:00)?\.000Z$/, '')}`

/** Equal items at an equal price are one line of the cart. */
const merge = (bought: readonly Piece[]): readonly CartLine[] => {
  const lines = new Map<string, CartLine>()
  for (const { item, price, quantity } of bought) {
    const key = `${item}\n${price}`
    lines.set(key, { item, price, quantity: quantity + (lines.get(key)?.quantity ?? 0) })
  }
  return [...lines.values()]
}

type Returned = { at: number; lines: OrderLine[]; ids: string[]; stands: number }

const givenBack = (group: Group, tools: Tools): readonly HistoryEvent[] => {
  const unmatched: HistoryEvent[] = []
  const orders = new Map<string, Returned>()
  for (const line of pieces(group)) {
    const taken = tools.giveBack(group.shopper, line.item, line.quantity)
    if (taken.length === 0)
      unmatched.push({ kind: 'unmatched', line: line.id, reason: 'unmatched_cancellation' })
    for (const [i, purchase] of taken.entries()) {
      const returned = orders.get(purchase.order) ?? { at: group.at, lines: [], ids: [], stands: 0 }
      note(returned, line, purchase)
      if (i === 0) returned.stands++
      orders.set(purchase.order, returned)
    }
  }
  const events = [...orders].map(
    ([order, { at, lines, ids, stands }]): HistoryEvent => ({
      kind: 'event',
      // After `or:order:` in the order of ids: both may be of one time.
      id: `or:return:${tools.digest(`${order}\n${ids.join()}`)}`,
      at,
      shopper: group.shopper,
      what: { kind: 'order_cancelled', order, lines },
      lines: stands,
    }),
  )
  return [...unmatched, ...events]
}

const note = (returned: Returned, line: Piece, purchase: Purchase): void => {
  returned.at = Math.max(returned.at, purchase.at)
  returned.lines.push({ item: line.item, quantity: purchase.quantity, price: purchase.price })
  if (returned.ids.at(-1) !== line.id) returned.ids.push(line.id)
}

// Carts and orders of a transcript as the shop would report them. Knows the shop's currency, and no dialogs.
import type { CartLine } from '../../core/cart/cart.ts'
import type { Happening } from '../../core/event.ts'
import type { Order } from '../../core/orders/order.ts'
import type { Stage } from './stage.ts'
import { minor } from './sums.ts'
import type { Lines } from './transcript.ts'
import { LineError } from './wrong.ts'

export type Goods = Lines['saves']

export const cartLine = (stage: Stage, goods: Goods): CartLine => {
  if (typeof goods !== 'object') return { item: 'item', price: minor(stage, goods), quantity: 1 }
  const { item, price, quantity, title, category, on_sale } = goods
  return {
    item,
    price: minor(stage, price),
    quantity,
    ...(title && { title }),
    ...(category && { category }),
    ...(on_sale && { on_sale }),
  }
}

/** The code that was shown last, as it stands in the message. */
export const lastShown = (stage: Stage): string => {
  const text = [...stage.shown.values()].at(-1)
  if (text === undefined) throw new LineError({ message: 'no code was shown yet' })
  return text
}

/** The same, or the code of this offer that was shown last. */
export const codeShown = async (stage: Stage, offer: string | undefined): Promise<string> => {
  if (offer === undefined) return lastShown(stage)
  const shopper = await stage.engine.shopper(await stage.shopper())
  const mine = new Set(shopper?.codes.flatMap((code) => (code.offer === offer ? code.id : [])))
  const text = [...stage.shown].findLast(([id]) => mine.has(id))?.[1]
  if (text === undefined) throw new LineError({ message: `no code of ${offer} was shown yet` })
  return text
}

/** The next order: what lies in the cart, at the sum that the line says. */
export const orderOf = async (
  stage: Stage,
  total: number | string,
  shipping?: number | string,
): Promise<Order> => {
  const shopper = await stage.engine.shopper(await stage.shopper())
  const { count = 0, cancelled = 0 } = shopper?.orders ?? {}
  return {
    id: `order-${count + cancelled + 1}`,
    total: minor(stage, total),
    lines: shopper?.cart?.lines.map(({ title: _, ...line }) => line) ?? [],
    ...(shipping !== undefined && { shipping: minor(stage, shipping) }),
  }
}

export const ordered = async (stage: Stage, value: Lines['orders']): Promise<Happening> => {
  const { total, code, shipping } =
    typeof value === 'object' ? value : { total: value, code: false, shipping: undefined }
  const order = await orderOf(stage, total, shipping)
  const offer = typeof code === 'string' ? code : undefined
  return { kind: 'order_completed', order, ...(code && { code: await codeShown(stage, offer) }) }
}

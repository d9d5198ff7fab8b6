// Carts and orders of a transcript as the shop would report them. Knows the shop's currency, and no dialogs.
import type { CartLine } from '../../core/cart.ts'
import type { Happening, Order } from '../../core/event.ts'
import type { Stage } from './stage.ts'
import { minor } from './sums.ts'
import type { Lines } from './transcript.ts'
import { LineError } from './wrong.ts'

export type Goods = Lines['saves']

export const cartLine = (stage: Stage, goods: Goods): CartLine => {
  if (typeof goods !== 'object') return { item: 'item', price: minor(stage, goods), quantity: 1 }
  const { item, price, quantity, title, category } = goods
  return {
    item,
    price: minor(stage, price),
    quantity,
    ...(title && { title }),
    ...(category && { category }),
  }
}

/** The code that was shown last, as it stands in the message. */
export const codeShown = (stage: Stage): string => {
  const text = [...stage.shown.values()].at(-1)
  if (text === undefined) throw new LineError({ message: 'no code was shown yet' })
  return text
}

/** The next order: what lies in the cart, at the sum that the line says. */
export const orderOf = async (
  stage: Stage,
  total: number | string,
  shipping?: number | string,
): Promise<Order> => {
  const shopper = await stage.engine.shopper(await stage.shopper())
  return {
    id: `order-${(shopper?.orders.count ?? 0) + 1}`,
    total: minor(stage, total),
    lines:
      shopper?.cart?.lines.map(({ item, price, quantity, category }) => ({
        ...{ item, price, quantity },
        ...(category && { category }),
      })) ?? [],
    ...(shipping !== undefined && { shipping: minor(stage, shipping) }),
  }
}

export const ordered = async (stage: Stage, value: Lines['orders']): Promise<Happening> => {
  const { total, code, shipping } =
    typeof value === 'object' ? value : { total: value, code: false, shipping: undefined }
  const order = await orderOf(stage, total, shipping)
  return { kind: 'order_completed', order, ...(code && { code: codeShown(stage) }) }
}

// Which live code an order would have used, for histories in which nobody typed one. A question: changes nothing.
import type { Order } from '../orders/order.ts'
import type { Shop } from '../shop.ts'
import type { Shopper } from '../shopper.ts'
import { answerCode } from '../using/answer.ts'

/** The id of the first code whose terms this order keeps; null where there is none. `at`: the order's own time. */
export const assumedCode = (shop: Shop, shopper: Shopper, order: Order, at: number): string | null =>
  shopper.codes.find(
    (code) =>
      code.state === 'issued' && !code.terms.bonus && answerCode({ code, order, at, shopper, shop }).valid,
  )?.id ?? null

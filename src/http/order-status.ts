// News of an order that is under way, as shops tell it. Knows no routes.
import { z } from 'zod'
import type { Happening } from '../core/event.ts'
import type { OrderStatus } from '../core/orders/order.ts'
import type { Reader } from './event-readers.ts'
import { text } from './text.ts'

/** What shops and their carriers call it; any other word is no news for us, and no error of theirs. */
const CALLED: Readonly<Record<string, OrderStatus>> = {
  ...{ shipped: 'shipped', sent: 'shipped', in_transit: 'shipped' },
  ...{ delivered: 'delivered', received: 'delivered', completed: 'delivered' },
  ...{ late: 'late', delayed: 'late' },
  ...{ returned: 'returned', sent_back: 'returned' },
}

const statusOf = (word: string | undefined): OrderStatus =>
  CALLED[
    (word ?? '')
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_')
  ] ?? 'other'

const named = z.object({ order_id: text(100).optional(), transaction_id: text(100).optional() })

/** `status` null: the properties say it. */
export const orderUpdated = (status: OrderStatus | null): Reader =>
  named
    .extend(status === null ? { status: text(100).nullish() } : {})
    .transform((given, context): Happening => {
      const order = given.order_id ?? given.transaction_id
      if (order === undefined) {
        context.issues.push({
          code: 'custom',
          path: ['order_id'],
          message: 'missing: which order?',
          input: given,
        })
        return z.NEVER
      }
      const word = (given as { status?: string | null }).status ?? undefined
      return { kind: 'order_updated', order, status: status ?? statusOf(word) }
    })

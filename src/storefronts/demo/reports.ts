// What the demo shop owes Winback: facts of orders, sent until they are heard, in order, over restarts too. The shop
// goes on selling while Winback is silent.
import type { DemoOrder, OrderBook } from './orders.ts'
import type { People } from './people.ts'
import type { Prices } from './prices.ts'
import { productOf } from './products.ts'
import { type Winback, WinbackError } from './winback.ts'

type Log = { readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void }

export type Reports = {
  /** What only this process knows of an order: who bought it, and the code, whose text stands in no book. */
  readonly know: (request: string, who: Introduced, code: string | null) => void
  /** Sends what is owed. Never throws: what was not heard is owed still. */
  readonly flush: () => Promise<void>
}

type Introduced = Parameters<People['introduce']>[0]
type Known = { readonly who: Introduced; readonly code: string | null }

export const createReports = (
  winback: Winback,
  book: OrderBook,
  people: People,
  prices: Prices,
  log: Log,
): Reports => {
  const known = new Map<string, Known>()
  /** Heard, although the book could not be written. */
  const heard = new Set<string>()
  const whose = (order: DemoOrder) =>
    order.as === undefined ? { anonymousId: order.visitor } : { userId: order.as }
  const idOf = (what: string, { number, request }: DemoOrder): string =>
    `${what}-${number}-${request.slice(-12)}`

  const completed = async (order: DemoOrder): Promise<void> => {
    const more = known.get(order.request)
    if (more) await people.introduce(more.who)
    const products = order.lines.map(({ id, quantity, price }) => {
      const product = productOf(id)
      const about = product && { name: prices.nameOf(product), category: product.category }
      return { product_id: id, ...about, price: prices.sum(price), quantity }
    })
    await winback.track({
      messageId: idOf('order', order),
      event: 'Order Completed',
      ...whose(order),
      timestamp: new Date(order.at).toISOString(),
      properties: {
        order_id: order.number,
        shipping: prices.sum(order.shipping),
        discount: prices.sum(order.discount),
        products,
        ...(more?.code && { coupon: more.code }),
      },
    })
    // The code was another browser's: what lay in the cart of this one is ordered all the same.
    if (order.as !== undefined)
      await winback.track({
        messageId: idOf('emptied', order),
        event: 'Cart Viewed',
        anonymousId: order.visitor,
        properties: { products: [] },
      })
  }
  const cancelled = (order: DemoOrder): Promise<void> =>
    winback.track({
      messageId: idOf('cancel', order),
      event: 'Order Cancelled',
      ...whose(order),
      properties: { order_id: order.number },
    })
  const tell = async (order: DemoOrder): Promise<void> => {
    if (order.state === 'placed') return completed(order)
    if (order.redemption !== undefined && order.state === 'dropped')
      return winback.rollBack(idOf('back', order), order.redemption)
    return cancelled(order)
  }
  /** What was refused as it is will not be taken later either. */
  const isHopeless = (error: unknown): boolean =>
    error instanceof WinbackError && error.status !== null && error.status < 500 && error.status !== 429

  const send = async (): Promise<void> => {
    for (const order of book.all()) {
      const mark = `${order.request} ${order.state}`
      if (order.told || order.state === 'placing' || heard.has(mark)) continue
      try {
        await tell(order)
      } catch (error) {
        if (!isHopeless(error)) return
        log.error({ err: error, order: order.number }, 'the demo shop: Winback refused an order')
      }
      heard.add(mark)
      if (order.state === 'placed') known.delete(order.request)
      // It may have been cancelled while we spoke: then there is more to tell, and nothing to mark.
      if (book.find(order.request) === order) markTold(book, order)
    }
  }

  let tail: Promise<void> = Promise.resolve()
  return {
    know: (request, who, code) => void known.set(request, { who, code }),
    flush: () => {
      tail = tail.then(send)
      return tail
    },
  }
}

/** Told twice after a restart is no harm: the ids are the same. */
const markTold = (book: OrderBook, order: DemoOrder): void => {
  try {
    book.put({ ...order, told: true })
  } catch {
    // on a full disk it is remembered for as long as we run
  }
}

// The demo shop's orders: placed, listed and cancelled by the browser that placed them.
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { cancelled, needGoods, orTryAgain, placed } from './input.ts'
import type { DemoParts } from './parts.ts'

export const addOrderRoutes = (app: App, shop: DemoParts['shop']): void => {
  app.post('/demo/orders', async (request) => {
    const { contact, payment: _, ...wish } = readInput(placed, request.body)
    needGoods(shop, wish.lines)
    const { name, email } = contact
    return orTryAgain(() => shop.place({ ...wish, contact: { name, email } }))
  })

  /** A question, although a POST: a visitor's id stands in no address. */
  app.post('/demo/orders/list', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return { orders: shop.orders(readInput(cancelled, request.body).visitor) }
  })

  app.post<{ Params: { number: string } }>('/demo/orders/:number/cancel', async (request) => {
    const { visitor } = readInput(cancelled, request.body)
    const { number } = request.params
    if (!(await orTryAgain(() => shop.cancel(visitor, number))))
      throw new Problem(404, 'not_found', 'This browser has no such order')
    return { number, state: 'cancelled' }
  })
}

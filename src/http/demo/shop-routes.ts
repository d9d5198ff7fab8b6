// The demo shop's own routes, for its own page: /demo/... They exist in demo mode only.
import { z } from 'zod'
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { needGoods, orTryAgain, quoted, restoring, signing, subscribing } from './input.ts'
import { addOrderRoutes } from './order-routes.ts'
import type { DemoParts } from './parts.ts'

export const addDemoRoutes = (app: App, parts: DemoParts): void => {
  const { shop, picture, clock, readForward, catchUp } = parts
  addOrderRoutes(app, shop)

  app.get('/demo/shop', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return shop.about()
  })

  app.get<{ Params: { name: string } }>('/demo/pictures/:name', async (request, reply) => {
    const svg = picture(request.params.name.replace(/\.svg$/, ''))
    if (svg === null) throw new Problem(404, 'not_found', 'There is no such picture')
    return reply.type('image/svg+xml').header('cache-control', 'public, max-age=3600').send(svg)
  })

  app.post('/demo/quotes', async (request) => {
    const asked = readInput(quoted, request.body)
    needGoods(shop, asked.lines)
    return orTryAgain(() => shop.quote(asked))
  })

  app.post('/demo/carts/restore', async (request) => {
    const { token, visitor, session } = readInput(restoring, request.body)
    const cart = await orTryAgain(() => shop.restore(token, visitor, session))
    if (!cart) throw new Problem(404, 'cart_gone', 'This link is over, or its cart is gone')
    return cart
  })

  app.post('/demo/sign-in', async (request) => {
    const { request: id, visitor, language, ...person } = readInput(signing, request.body)
    return orTryAgain(() => shop.signIn(id, visitor, person, language))
  })

  app.post('/demo/newsletter', async (request) => {
    const { request: id, visitor, email, language } = readInput(subscribing, request.body)
    await orTryAgain(() => shop.subscribe(id, visitor, email, language))
    return { subscribed: true }
  })

  app.get('/demo/clock', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { now: new Date(clock.now()).toISOString() }
  })

  app.post('/demo/clock', async (request) => {
    const { forward } = readInput(z.object({ forward: z.string().max(10) }), request.body)
    const ms = readForward(forward)
    if (ms === null) {
      const errors = [{ path: 'forward', message: 'how far, such as 45m, 6h or 2d; a year at most' }]
      throw new Problem(400, 'invalid_input', 'The clock goes forward only', { errors })
    }
    await catchUp(clock.forward(ms))
    return { now: new Date(clock.now()).toISOString() }
  })
}

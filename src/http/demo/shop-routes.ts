// The demo shop's own routes, for its own page: /demo/... They exist in demo mode only.
import { z } from 'zod'
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'

type Wanted = readonly { readonly id: string; readonly quantity: number }[]

/** The demo shop's server, as far as its page speaks to it. */
export type DemoParts = {
  readonly shop: {
    readonly about: () => object
    readonly sells: (id: string) => boolean
    readonly quote: (visitor: string, wanted: Wanted, code: string | null) => Promise<object>
    readonly place: (request: string, visitor: string, wanted: Wanted, code: string | null) => Promise<object>
  }
  readonly picture: (id: string) => string | null
  readonly clock: { readonly now: () => number; readonly forward: (ms: number) => number }
  readonly readForward: (text: string) => number | null
  /** Does what has become due; called when the clock was moved. */
  readonly catchUp: (now: number) => Promise<void>
}

const wanted = z
  .array(z.object({ id: z.string().max(40), quantity: z.number().int().min(1).max(99) }))
  .min(1)
  .max(50)
const visitor = z.string().regex(/^[\w-]{8,64}$/, 'the visitor that /v1/visitors gave')
const code = z
  .string()
  .trim()
  .max(200)
  .nullish()
  .transform((typed) => typed || null)
const quoted = z.object({ visitor, lines: wanted, code })
const placed = quoted.extend({ request: z.string().min(8).max(64) })

const needGoods = (shop: DemoParts['shop'], lines: Wanted): void => {
  const errors = lines.flatMap(({ id }, i) =>
    shop.sells(id) ? [] : [{ path: `lines[${i}].id`, message: 'there is no such product' }],
  )
  if (errors.length > 0)
    throw new Problem(400, 'invalid_input', 'Some of what was sent does not fit', { errors })
}

export const addDemoRoutes = (app: App, { shop, picture, clock, readForward, catchUp }: DemoParts): void => {
  app.get('/demo/shop', async () => ({ ...shop.about(), now: clock.now() }))

  app.get<{ Params: { name: string } }>('/demo/pictures/:name', async (request, reply) => {
    const svg = picture(request.params.name.replace(/\.svg$/, ''))
    if (svg === null) throw new Problem(404, 'not_found', 'There is no such picture')
    return reply.type('image/svg+xml').header('cache-control', 'public, max-age=3600').send(svg)
  })

  app.post('/demo/quotes', async (request) => {
    const { visitor, lines, code } = readInput(quoted, request.body)
    needGoods(shop, lines)
    return shop.quote(visitor, lines, code)
  })

  app.post('/demo/orders', async (request) => {
    const { request: id, visitor, lines, code } = readInput(placed, request.body)
    needGoods(shop, lines)
    return shop.place(id, visitor, lines, code)
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

// POST /v1/carts/restore: what a link to a cart gives, to the shop's page or its server. The link itself proves that
// it came from us; the visitor's token, or the shop's word, who opened it.
import { z } from 'zod'
import { LANGS } from '../../core/meaning.ts'
import type { Carts } from '../../ports/carts.ts'
import type { Engine } from '../../runtime/engine.ts'
import type { About } from '../about.ts'
import { type Keys, readTrust } from '../auth.ts'
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { sumOut } from '../sums.ts'
import { text } from '../text.ts'

export type CartParts = {
  readonly engine: Engine
  readonly keys: Keys
  readonly carts: Carts
  /** The visitor of a token that we signed, else null. */
  readonly readVisitor: (token: string) => string | null
}

const body = z.object({
  token: text(64).describe('What stands for {cart} in the address of the page'),
  visitorToken: text(300)
    .nullish()
    .describe('The token that opens the chat of the browser: proves which browser it is. For pages'),
  anonymousId: text(200).nullish().describe('The visitor, on the word of your server'),
  userId: text(200).nullish().describe('Who has signed in, on the word of your server'),
  language: z.enum(LANGS).nullish().describe('Of the terms in words'),
})

const ABOUT: About = {
  id: 'restoreCart',
  summary: 'The cart that a link in a message is about, with its code for whoever may have it',
  detail:
    'The goods are given to whoever has the link. The code is given to the shopper: the browser that the shopper' +
    ' chats in, or a user that your server names; and to the first other browser that opens the link, and to no' +
    ' further one. `code` is null for everybody else, and `withheld` then says that there is one: ask to sign in.',
  key: 'page',
  body,
  examples: { 'a page': { token: 'TOKEN', visitorToken: 'VISITOR_TOKEN', language: 'en' } },
  answer: {
    status: 200,
    means: 'The goods, and the code where it may be had',
    body: z.object({
      lines: z.array(
        z.object({
          product_id: z.string(),
          name: z.string().optional(),
          quantity: z.number(),
          price: z.string().describe('For one piece, a decimal in major units'),
        }),
      ),
      currency: z.string(),
      code: z.object({ text: z.string(), terms: z.string(), until: z.iso.datetime() }).nullable(),
      withheld: z.boolean(),
    }),
  },
  problems: ['origin', 'cart_gone'],
}

export const addCartRoutes = (app: App, { engine, keys, carts, readVisitor }: CartParts): void => {
  app.post('/v1/carts/restore', { config: { about: ABOUT } }, async (request, reply) => {
    const trust = readTrust(request, keys)
    const { token, visitorToken, anonymousId, userId, language } = readInput(body, request.body)
    const proven = visitorToken ? readVisitor(visitorToken) : null
    // What a page says of itself without proof is nobody's word.
    const visitor = proven ?? (trust === 'fact' ? anonymousId : null)
    const openers = [
      ...(trust === 'fact' && userId ? [{ channel: 'user', id: userId }] : []),
      ...(visitor ? [{ channel: 'web', id: visitor }] : []),
    ]
    const cart = await carts.restore(token, openers, language ?? undefined)
    if (!cart) throw new Problem(404, 'cart_gone', 'This link is over, or its cart is gone')
    const { currency } = engine.rulebook().shop
    reply.header('cache-control', 'no-store')
    return {
      lines: cart.lines.map(({ item, title, quantity, price }) => ({
        ...{ product_id: item, ...(title !== undefined && { name: title }), quantity },
        price: sumOut(price, currency),
      })),
      currency,
      code: cart.code && { ...cart.code, until: new Date(cart.code.until).toISOString() },
      withheld: cart.withheld,
    }
  })
}

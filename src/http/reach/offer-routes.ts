// GET /v1/shoppers/{id}/offers: what stands for a shopper now, for the shop's account page after log-in.
import { z } from 'zod'
import { LANGS } from '../../core/meaning.ts'
import type { WaitingOffers } from '../../ports/waiting-offers.ts'
import type { Engine } from '../../runtime/engine.ts'
import type { About } from '../about.ts'
import { type Keys, needSecret } from '../auth.ts'
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { sumOut } from '../sums.ts'
import { text } from '../text.ts'

export type OfferParts = {
  readonly engine: Engine
  readonly keys: Keys
  readonly waiting: WaitingOffers
}

const query = z.object({
  language: z.enum(LANGS).optional().describe('Of the terms; else the shopper’s own'),
})
const params = z.object({ id: text(200) })

const ABOUT: About = {
  id: 'offersOfShopper',
  summary: 'What stands for a shopper now: live codes and bonuses, with their terms in words',
  detail:
    'For the page that a shopper sees after log-in. `id` is your own user id, or ours. The texts of codes are in it: ask' +
    ' from your server for whoever has signed in there, and for nobody else.',
  key: 'secret',
  query,
  answer: {
    status: 200,
    means: 'What ends first goes first; none is an empty list',
    body: z.object({
      offers: z.array(
        z.object({
          offer: z.string(),
          campaign: z.string(),
          code: z.string().nullable().describe('null: a bonus, which works by itself'),
          terms: z.string(),
          minimum: z.string().nullable().describe('The smallest order, a decimal in major units'),
          currency: z.string(),
          issued: z.iso.datetime(),
          until: z.iso.datetime(),
          locked: z.boolean().describe('An order keeps it just now'),
          cart: z.string().nullable().describe('The link that restores the cart with the code in it'),
        }),
      ),
    }),
  },
  problems: ['page_key', 'unknown_shopper'],
}

const iso = (at: number): string => new Date(at).toISOString()

export const addOfferRoutes = (app: App, { engine, keys, waiting }: OfferParts): void => {
  app.get('/v1/shoppers/:id/offers', { config: { about: ABOUT } }, async (request, reply) => {
    needSecret(request, keys)
    const { id } = readInput(params, request.params)
    const { language } = readInput(query, request.query)
    const shopper = (await engine.find({ channel: 'user', id })) ?? id
    const found = await waiting.of(shopper, language ?? null)
    if (!found) throw new Problem(404, 'unknown_shopper', 'There is no such shopper')
    const { currency } = engine.rulebook().shop
    reply.header('cache-control', 'no-store')
    return {
      offers: found.map(({ offer, campaign, code, terms, minimum, issued, until, locked, cart }) => ({
        ...{ offer, campaign, code, terms, currency, locked, cart },
        minimum: minimum > 0 ? sumOut(minimum, currency) : null,
        ...{ issued: iso(issued), until: iso(until) },
      })),
    }
  })
}

// POST /v1/links: links into messengers. With the page key for the page's own visitor, shown by its token; with the
// secret key for any shopper of the shop's, or for a flow: the code on a parcel, the button of a letter.
import { z } from 'zod'
import type { Address } from '../core/event.ts'
import type { About } from './about.ts'
import { type Keys, readTrust } from './auth.ts'
import { readInput } from './input.ts'
import { Problem } from './problem.ts'
import type { App } from './server.ts'
import { text } from './text.ts'

type Made = {
  readonly links: readonly { readonly channel: string; readonly url: string }[]
  /** ms since 1970. */
  readonly until: number
}

export type LinkParts = {
  readonly keys: Keys
  readonly find: (address: Address) => Promise<string | null>
  readonly readVisitor: (token: string) => string | null
  readonly linksOf: (shopper: string) => Promise<Made>
  /** null: no flow of this name starts on a link. */
  readonly flowLinks: (flow: string, days: number) => (Made & { readonly token: string }) | null
}

const body = z.object({
  anonymousId: text(200)
    .optional()
    .meta({ description: 'The visitor’s token, as POST /v1/visitors gave it' }),
  userId: text(200).optional().meta({ description: 'Your own id of a shopper; with the secret key' }),
  flow: text(100).optional().meta({ description: 'A flow with start: { on: link }; with the secret key' }),
  days: z.int().min(1).max(730).default(90).meta({ description: 'How long a link of a flow counts' }),
})

const ABOUT: About = {
  id: 'makeLinks',
  summary: 'Links by which a talk goes on, or begins, in a messenger',
  detail:
    'One for each messenger that is connected. A link for a shopper makes whoever opens it first that shopper too: show it to nobody else. A link of a flow is for everybody.',
  key: 'page',
  body,
  examples: { 'of your shopper (secret key)': { userId: '42' } },
  answer: {
    status: 200,
    means: 'None where no messenger is connected, or the shopper is there already',
    body: z.object({
      links: z.array(z.object({ channel: z.string(), url: z.string() })),
      until: z.string().describe('ISO 8601: of no use from then on'),
      token: z.string().optional().describe('Of a flow: for a channel whose address you build yourself'),
    }),
  },
  problems: ['invalid_input', 'origin', 'page_key', 'visitor_token', 'unknown_shopper', 'no_such_campaign'],
}

const shown = ({ links, until, ...rest }: Made) => ({
  ...{ links, until: new Date(until).toISOString() },
  ...rest,
})

export const addLinkRoutes = (app: App, parts: LinkParts): void => {
  /** Whose they are to be: a page speaks for the visitor whose token it has, and for nobody else. */
  const addressOf = (given: z.output<typeof body>, isShop: boolean): Address => {
    if (isShop && given.userId !== undefined) return { channel: 'user', id: given.userId }
    const visitor = parts.readVisitor(given.anonymousId ?? '')
    if (visitor !== null) return { channel: 'web', id: visitor }
    if (isShop && given.anonymousId !== undefined) return { channel: 'web', id: given.anonymousId }
    throw new Problem(403, 'visitor_token', 'Whose links? This is no visitor’s token', {
      detail: 'Send the token of POST /v1/visitors as anonymousId.',
    })
  }

  app.post('/v1/links', { config: { about: ABOUT } }, async (request, reply) => {
    const isShop = readTrust(request, parts.keys) === 'fact'
    const given = readInput(body, request.body)
    reply.header('cache-control', 'no-store')
    if (given.flow !== undefined) {
      if (!isShop) throw new Problem(403, 'page_key', 'The page key may not make links of flows')
      const made = parts.flowLinks(given.flow, given.days)
      if (made) return shown(made)
      throw new Problem(404, 'no_such_campaign', `No flow "${given.flow}" has start: { on: link }`)
    }
    const shopper = await parts.find(addressOf(given, isShop))
    if (shopper === null) throw new Problem(404, 'unknown_shopper', 'There is no such shopper')
    return shown(await parts.linksOf(shopper))
  })
}

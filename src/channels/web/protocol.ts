// The web chat's protocol: JSON texts over one WebSocket at /v1/chat?key=PAGE_KEY. Both ways, and nothing else.
//
//   client: hello                    the first word; `last`: the highest line number it has (0: none), of `talk`
//   server: welcome                  its visitor token, to be kept and said next time
//   server: page                     the talk's latest lines, in place of whatever the client has; or, where it has
//           line, line, ...          only little to catch up with, what it has not seen; then whatever comes
//   server: talk                     which talk the numbers of the lines that follow are of; another one, with a page of
//                                    it, where this visitor turned out to be somebody whom we know
//   client: open | say | choose      with an id of the client's own; the same id when it is sent again
//   server: heard {id}               committed, and its line was sent: it may be forgotten. Or refused {id, reason}; too_fast and busy:
//                                    not now, the same again in a while
//   client: earlier                  asks for lines before a number; the server answers with earlier
//   client: links                    asks where else this talk can go on; the server answers with links
//   server: code                     the state of a code that was shown has changed
//
// `now` is the server's clock, ms since 1970: a code ends by it, whatever the client's clock says.
// A line's number counts up from 1; numbers may be missing (notes of agents are not sent). A client that has
// lost its connection says hello with its last number, then sends again what was not heard.
import { z } from 'zod'
import { LANGS } from '../../core/meaning.ts'

export const MAX_TEXT = 4000
/** Bytes of one frame: a text of the greatest length, its id, and room for escapes. */
export const MAX_FRAME = 32 * 1024

const id = z.string().regex(/^[\w-]{8,64}$/)

export const clientSays = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('hello'),
    token: z.string().max(200).optional(),
    last: z.number().int().min(0),
    /** As the server said it; without it, a client that has lines gets a page. */
    talk: z.string().max(64).optional(),
    lang: z.enum(LANGS).optional(),
    /** Where the shopper came from: a campaign's source, or the host of the page before. */
    source: z.string().trim().min(1).max(100).optional(),
    /** The browser's time zone, such as Europe/Kyiv: quiet hours go by it where nothing better is known. */
    zone: z.string().max(60).optional(),
  }),
  /** The shopper opened the chat. */
  z.object({ kind: z.literal('open'), id }),
  z.object({ kind: z.literal('say'), id, text: z.string().trim().min(1).max(MAX_TEXT) }),
  /** The shopper pressed a button; `text` is what stood on it. */
  z.object({
    kind: z.literal('choose'),
    id,
    choice: z.string().min(1).max(64),
    text: z.string().trim().min(1).max(200),
  }),
  z.object({ kind: z.literal('earlier'), before: z.number().int().min(1) }),
  /** Asks for links by which this talk goes on in a messenger. */
  z.object({ kind: z.literal('links') }),
  /** Asks for a pong, to see whether the connection lives. */
  z.object({ kind: z.literal('ping') }),
])

const codeState = z.enum(['issued', 'redeemed', 'expired', 'revoked'])

export const chatLine = z.object({
  seq: z.number().int(),
  /** Milliseconds since 1970, by the server's clock. */
  at: z.number().int(),
  who: z.enum(['shopper', 'bot', 'agent']),
  /** The agent's name. */
  by: z.string().optional(),
  text: z.string(),
  choices: z.array(z.object({ id: z.string(), text: z.string() })).optional(),
  code: z
    .object({ text: z.string(), until: z.number().int(), terms: z.string(), state: codeState })
    .optional(),
  /** What was left in the cart. Pictures and addresses are https, or a path at the shop. */
  goods: z
    .object({
      lines: z.array(
        z.object({
          title: z.string(),
          quantity: z.number().int(),
          /** In words. */
          sum: z.string(),
          picture: z.string().optional(),
          url: z.string().optional(),
        }),
      ),
      /** Lines of the cart that are not among them. */
      more: z.number().int(),
    })
    .optional(),
})

const now = z.number().int()
/** `more`: there are lines before these. */
const lines = { lines: z.array(chatLine), more: z.boolean() }

export const serverSays = z.discriminatedUnion('kind', [
  /** `shop` is its name, `zone` its time zone: times are shown as the shop's texts say them. */
  z.object({
    kind: z.literal('welcome'),
    token: z.string(),
    visitor: z.string(),
    shop: z.string(),
    zone: z.string(),
    /** Notifications are set up: the key that the page subscribes with. */
    push: z.string().optional(),
    now,
  }),
  z.object({ kind: z.literal('page'), ...lines }),
  z.object({ kind: z.literal('talk'), talk: z.string() }),
  z.object({ kind: z.literal('line'), line: chatLine, now }),
  z.object({ kind: z.literal('earlier'), ...lines }),
  z.object({ kind: z.literal('code'), text: z.string(), state: codeState, now }),
  z.object({ kind: z.literal('heard'), id }),
  z.object({ kind: z.literal('refused'), id, reason: z.enum(['too_fast', 'busy', 'changed', 'failed']) }),
  /** One for each messenger where this shopper is not yet: it counts once, until then. */
  z.object({
    kind: z.literal('links'),
    links: z.array(z.object({ channel: z.string(), url: z.string() })),
    until: now,
    now,
  }),
  z.object({ kind: z.literal('pong'), now }),
])

export type ClientSays = z.output<typeof clientSays>
export type ServerSays = z.output<typeof serverSays>
export type CodeState = z.output<typeof codeState>
export type ChatLine = z.output<typeof chatLine>

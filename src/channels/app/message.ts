// The two messages between an app and us, as JSON: what a shopper did, and what is to be shown. Knows no HTTP.
import { z } from 'zod'
import { type Attachment, MEDIA } from '../../core/attachment.ts'
import type { Address } from '../../core/event.ts'
import { LANGS } from '../../core/meaning.ts'
import type { Outgoing } from '../../ports/channel.ts'
import type { Arrival } from '../../ports/inbox.ts'

export const CHANNEL = 'app'

const attachment = z
  .strictObject({
    medium: z.enum(MEDIA),
    name: z.string().max(200).optional(),
    type: z.string().max(100).optional(),
    size: z.int().min(0).optional(),
  })
  .transform((given) => given as Attachment)

const shopper = z.string().min(1).max(200)
/** The shop's own id of whoever is signed in there; on its word both are one. */
const user = z.string().min(1).max(200).optional()
const lang = z.enum(LANGS).optional()

/** `said`: wrote, or pressed the button `choice`; `opened`: looks at the chat. `shopper`: the app's own name of the talk. */
export const incoming = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('said'),
      shopper,
      user,
      text: z.string().max(4096).default(''),
      choice: z.string().min(1).max(200).optional(),
      attachments: z.array(attachment).max(10).optional(),
      lang,
    })
    .refine(({ text, attachments }) => text.trim() !== '' || attachments?.length, {
      path: ['text'],
      message: 'a message has words or attachments',
    }),
  z.strictObject({ kind: z.literal('opened'), shopper, user, lang }),
  z.strictObject({
    kind: z.literal('reachable'),
    shopper,
    can: z.boolean(),
    why: z.string().max(200).optional(),
  }),
])

export type Incoming = z.output<typeof incoming>

/** The app vouches for who is signed in: it has our secret. */
export const alsoOf = (given: Incoming): readonly Address[] =>
  'user' in given && given.user !== undefined ? [{ channel: 'user', id: given.user }] : []

/** Leaves out what was not given. */
const present = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T

export const happeningOf = (given: Incoming, address: Address): Arrival['what'] => {
  const { kind, shopper: _, user: __, ...more } = { user: undefined, ...given }
  const what = { ...present(more), address }
  return { ...what, kind: kind === 'opened' ? 'chat_opened' : kind } as Arrival['what']
}

export const bodyOf = ({ to, key, text, lang, answer, choices, code, goods }: Outgoing): string =>
  JSON.stringify({
    id: key,
    shopper: to.id,
    ...{ text, lang, answer, choices },
    ...(code && { code: { text: code.text, until: new Date(code.until).toISOString(), terms: code.terms } }),
    ...(goods && {
      goods: {
        lines: goods.lines.map(({ item, title, quantity, sum }) => ({ item, title, quantity, sum })),
        more: goods.more,
      },
    }),
  })

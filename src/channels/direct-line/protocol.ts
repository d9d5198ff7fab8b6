// Direct Line 3.0 as far as it is spoken here: what comes in, checked; what goes out, as types. docs/DIRECT-LINE.md says
// what of the protocol is supported.
import { z } from 'zod'

export const CHANNEL = 'direct-line'
export const ROOT = '/v3/directline'

export const MAX_TEXT = 4000
/** Bytes of a body of JSON. */
export const MAX_BODY = 64 * 1024
/** Bytes of an upload, all files together, and of one of them. */
export const MAX_UPLOAD = 12 * 1024 * 1024
export const MAX_FILE = 8 * 1024 * 1024
export const MAX_FILES = 10
/** Bytes of a frame that a client sends: they are empty. */
export const MAX_FRAME = 1024

const id = z.string().trim().min(1).max(100)
const locale = z.string().max(35)

/** A member that a client filled with something else is left out, as if it had not been there. */
const lenient = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined)

const account = z.object({ id: lenient(id), name: lenient(z.string().trim().max(200)) })

/** What the shop's server asks a token for. */
export const generate = z
  .object({
    user: z
      .object({
        id: id.regex(
          /^dl_/,
          'a user id begins with dl_: so says the protocol, and clients may not choose such a one',
        ),
        name: z.string().trim().max(200).optional(),
      })
      .nullish(),
    trustedOrigins: z
      .array(
        z
          .string()
          .refine(
            (one) => URL.canParse(one) && new URL(one).origin === one,
            'an origin: https://shop.example',
          ),
      )
      .max(20)
      .nullish(),
    /** Ours: whom the shop knows the shopper as. */
    winback: z
      .strictObject({
        userId: z.string().min(1).max(200).optional(),
        anonymousId: z.string().min(1).max(200).optional(),
      })
      .nullish(),
  })
  .nullish()

export const start = z
  .object({ user: lenient(account.nullable()), locale: lenient(locale.nullable()) })
  .nullish()

const channelData = z.object({ clientActivityID: lenient(id) })

export const attachment = z.object({
  contentType: z.string().max(200).catch('application/octet-stream'),
  contentUrl: z.string().nullish(),
  name: z.string().nullish(),
})

/** An activity of a client. What is not named here is left alone. */
export const activity = z.object({
  type: z.string().max(100).default('message'),
  from: lenient(account.nullable()),
  text: z.string().max(MAX_TEXT).nullish(),
  value: z.unknown().optional(),
  name: lenient(z.string().max(200).nullable()),
  locale: lenient(locale.nullable()),
  channelData: lenient(channelData.nullable()),
  attachments: z.array(attachment).max(MAX_FILES).nullish(),
})
export type ClientActivity = z.output<typeof activity>

export type Account = { readonly id: string; readonly name?: string; readonly role: 'bot' | 'user' }

export type CardAction = {
  readonly type: 'messageBack'
  readonly title: string
  readonly text: string
  readonly displayText: string
  readonly value: { readonly choice: string }
}

export type Attached = {
  readonly contentType: string
  readonly content?: unknown
  readonly contentUrl?: string
  /** Without one, clients show a picture of the shopper's own as a name only. */
  readonly thumbnailUrl?: string
  readonly name?: string
}

/** What a client reads. */
export type Activity = {
  readonly type: 'message' | 'typing' | 'event'
  readonly id: string
  readonly timestamp: string
  readonly channelId: 'directline'
  readonly conversation: { readonly id: string }
  readonly from: Account
  readonly name?: string
  readonly locale?: string
  readonly text?: string
  readonly textFormat?: 'plain'
  readonly speak?: string
  readonly value?: unknown
  readonly attachments?: readonly Attached[]
  readonly attachmentLayout?: 'list'
  readonly suggestedActions?: { readonly actions: readonly CardAction[] }
  readonly channelData?: Readonly<Record<string, unknown>>
}

/** `watermark`: what a client says next time to get the rest; without one, nothing moved. */
export type ActivitySet = { readonly activities: readonly Activity[]; readonly watermark?: string }

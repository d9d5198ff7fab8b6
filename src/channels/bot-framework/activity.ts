// An activity as the Bot Framework sends it, in our own type: what we read of one, checked, and nothing else. Knows no SDK.
import { z } from 'zod'

/** How many there are is looked at before each of them is: a long list of nothing costs nothing. */
const few = <S extends z.ZodType>(schema: S, most: number) =>
  z.array(z.unknown()).max(most).pipe(z.array(schema))

const id = z.string().min(1).max(1000)
const account = z.object({
  id,
  name: z.string().max(1000).nullish(),
  aadObjectId: z.string().max(100).nullish(),
})
const conversation = z.object({
  id,
  isGroup: z.boolean().nullish(),
  conversationType: z.string().max(100).nullish(),
  tenantId: z.string().max(100).nullish(),
})
const file = z.object({
  contentType: z.string().max(500).nullish(),
  contentUrl: z.string().max(4000).nullish(),
  name: z.string().max(1000).nullish(),
  content: z.unknown().optional(),
})

/** Of entities only mentions are read. */
const entity = z.looseObject({
  type: z.string().max(200),
  text: z.string().max(1000).nullish(),
  mentioned: z.object({ id: id.nullish() }).nullish().catch(null),
})

const activity = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  name: z.string().max(200).nullish(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1000),
  timestamp: z.string().max(100).nullish(),
  locale: z.string().max(100).nullish(),
  action: z.string().max(100).nullish(),
  replyToId: id.nullish(),
  from: account,
  recipient: account.nullish(),
  conversation,
  text: z.string().max(100_000).nullish(),
  value: z.unknown().optional(),
  entities: few(entity, 200).nullish().catch(null),
  attachments: few(file, 200).nullish(),
  membersAdded: few(account, 1000).nullish(),
  channelData: z
    .object({ tenant: z.object({ id: z.string().max(100) }).nullish() })
    .nullish()
    .catch(null),
})

export type Activity = z.infer<typeof activity>
export type ActivityFile = z.infer<typeof file>

/** null: it is none, or lacks what every activity must say. */
export const readActivity = (body: Uint8Array): Activity | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    const read = activity.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** Are others in it than one person and us? */
export const isGroup = ({ conversation: { isGroup, conversationType } }: Activity): boolean =>
  isGroup === true || conversationType === 'channel' || conversationType === 'groupChat'

/** What we send: an activity as JSON, made by render and nobody else. */
export type Sent = {
  readonly type: 'message' | 'typing'
  readonly text?: string
  readonly textFormat?: 'plain'
  readonly locale?: string
  readonly inputHint?: 'acceptingInput' | 'expectingInput'
  readonly attachments?: readonly { readonly contentType: string; readonly content: unknown }[]
  readonly suggestedActions?: {
    readonly to: readonly string[]
    readonly actions: readonly {
      readonly type: 'messageBack'
      readonly title: string
      readonly text: string
      readonly displayText: string
      readonly value: unknown
    }[]
  }
  readonly summary?: string
}

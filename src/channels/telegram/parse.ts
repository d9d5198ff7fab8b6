// An update of the Bot API, read: what a shopper did, or null where it is nothing to us (a group, another bot, an edit).
// Pure. Reads only what it needs, so that an old server's or an emulator's updates do as well.
import { z } from 'zod'
import type { Attachment } from '../../core/attachment.ts'
import type { Lang } from '../../core/meaning.ts'
import { langOfCode } from './lang.ts'

export const CHANNEL = 'telegram'

const id = z.number().int()
/** Telegram sends a few dozen of anything. How many there are is looked at before each of them is. */
const MOST = 1000
const few = <S extends z.ZodType>(schema: S) => z.array(z.unknown()).max(MOST).pipe(z.array(schema))
const file = z.object({
  file_id: z.string().max(400),
  file_size: z.number().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  title: z.string().optional(),
  emoji: z.string().optional(),
})
const chat = z.object({ id, type: z.string() })
const sender = z.object({
  is_bot: z.boolean().optional(),
  language_code: z.string().optional(),
})
const button = z.object({ text: z.string(), callback_data: z.string().optional() }).loose()
const entity = z.object({ type: z.string(), offset: id, length: id }).loose()
const message = z.object({
  message_id: id,
  date: z.number(),
  chat,
  from: sender.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: few(file).optional(),
  video: file.optional(),
  video_note: file.optional(),
  animation: file.optional(),
  voice: file.optional(),
  audio: file.optional(),
  document: file.optional(),
  sticker: file.optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  venue: z.object({ title: z.string(), address: z.string() }).optional(),
  contact: z
    .object({ phone_number: z.string(), first_name: z.string(), last_name: z.string().optional() })
    .optional(),
})
/** What stands under a press; parts are missing where the message is too old. */
const pressedMessage = z.object({
  message_id: id.optional(),
  chat: chat.optional(),
  text: z.string().optional(),
  entities: few(entity).optional(),
  reply_markup: z.object({ inline_keyboard: few(few(button)) }).optional(),
})
const update = z.object({
  update_id: id,
  message: message.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: sender.extend({ id }),
      message: pressedMessage.optional(),
      data: z.string().optional(),
    })
    .optional(),
  my_chat_member: z
    .object({
      chat,
      from: sender.optional(),
      date: z.number(),
      new_chat_member: z.object({ status: z.string() }),
    })
    .optional(),
})

export type PressedMessage = z.infer<typeof pressedMessage>
/** The kinds of updates that we ask for. An edited message is none: it was answered when it was written. */
export const WANTED = ['message', 'callback_query', 'my_chat_member'] as const

type By = {
  /** The same for every repeat, and for no other; update_id is not (it begins anew at random). */
  readonly id: string
  readonly chat: string
  readonly lang: Lang | undefined
}

export type Read =
  | (By & {
      readonly kind: 'said'
      /** Seconds since 1970. */
      readonly date: number
      readonly text: string
      readonly attachments: readonly Attachment[]
    })
  | (By & { readonly kind: 'command'; readonly date: number; readonly name: string; readonly rest: string })
  | (By & {
      readonly kind: 'pressed'
      readonly query: string
      readonly data: string
      /** What stood on the button. */
      readonly label: string
      readonly message: PressedMessage | undefined
    })
  | (By & { readonly kind: 'reachable'; readonly can: boolean; readonly date: number })
  /** A press outside a chat of two: it is told that it was heard, so that the button does not spin. */
  | { readonly kind: 'foreign_press'; readonly chat: string; readonly query: string }
  /** We were taken into a group or a channel. */
  | { readonly kind: 'added'; readonly chat: string }

const LONGEST_TEXT = 4000
const LONGEST_NAME = 200

type FileOf = z.infer<typeof file>
type Message = z.infer<typeof message>

const attached = (medium: Attachment['medium'], one: FileOf | undefined): Attachment[] => {
  if (!one) return []
  const name = one.file_name ?? one.title ?? one.emoji
  return [
    {
      ...{ medium, ref: one.file_id },
      ...(name !== undefined && { name: name.slice(0, LONGEST_NAME) }),
      ...(one.mime_type !== undefined && { type: one.mime_type.slice(0, 100) }),
      ...(one.file_size !== undefined && { size: one.file_size }),
    },
  ]
}

const attachmentsOf = (said: Message): readonly Attachment[] => {
  const { location, venue, contact } = said
  const place =
    location &&
    `${venue ? `${venue.title}, ${venue.address}: ` : ''}${location.latitude}, ${location.longitude}`
  const person =
    contact && [contact.first_name, contact.last_name, contact.phone_number].filter(Boolean).join(' ')
  return [
    // Sizes of one picture, the largest last.
    ...attached('photo', said.photo?.at(-1)),
    ...attached('video', said.video ?? said.video_note),
    // Beside an animation stands the same thing as a document.
    ...attached('video', said.animation),
    ...attached('voice', said.voice),
    ...attached('audio', said.audio),
    ...(said.animation ? [] : attached('file', said.document)),
    ...attached('sticker', said.sticker),
    ...(place ? [{ medium: 'place' as const, name: place.slice(0, LONGEST_NAME) }] : []),
    ...(person ? [{ medium: 'contact' as const, name: person.slice(0, LONGEST_NAME) }] : []),
  ]
}

const COMMAND = /^\/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/i

const readMessage = (said: Message): Read | null => {
  if (said.chat.type !== 'private' || said.from?.is_bot) return null
  const by = {
    // The date beside it: a server that was set up anew counts its messages from 1 again.
    id: `m${said.message_id}.${said.date}`,
    chat: String(said.chat.id),
    lang: langOfCode(said.from?.language_code),
  }
  const text = (said.text ?? said.caption ?? '').trim().slice(0, LONGEST_TEXT)
  const command = COMMAND.exec(text)
  if (command)
    return {
      ...{ kind: 'command', ...by, date: said.date },
      ...{ name: command[1]!.toLowerCase(), rest: (command[2] ?? '').trim() },
    }
  const attachments = attachmentsOf(said)
  // Somebody joined, a title was changed: nothing was said.
  if (text === '' && attachments.length === 0) return null
  return { kind: 'said', ...by, date: said.date, text, attachments }
}

/** The number of an update; null: it is none. */
export const updateIdOf = (raw: unknown): number | null => {
  const read = z.object({ update_id: id }).safeParse(raw)
  return read.success ? read.data.update_id : null
}

/** null: nothing to us. */
export const readUpdate = (raw: unknown): Read | null => {
  const read = update.safeParse(raw)
  if (!read.success) return null
  const { message: said, callback_query: press, my_chat_member: member } = read.data
  if (said) return readMessage(said)
  if (press) {
    const query = press.id
    const place = press.message?.chat
    if (press.from.is_bot || (place && place.type !== 'private'))
      return { kind: 'foreign_press', chat: String(place?.id ?? press.from.id), query }
    const data = press.data ?? ''
    const buttons = press.message?.reply_markup?.inline_keyboard.flat() ?? []
    return {
      ...{ kind: 'pressed', query, data, message: press.message },
      id: `c${query}.${press.message?.message_id ?? ''}`,
      chat: String(place?.id ?? press.from.id),
      lang: langOfCode(press.from.language_code),
      label: buttons.find((one) => one.callback_data === data)?.text ?? '',
    }
  }
  if (!member) return null
  const { status } = member.new_chat_member
  const gone = status === 'kicked' || status === 'left'
  const where = String(member.chat.id)
  if (member.chat.type !== 'private') return gone ? null : { kind: 'added', chat: where }
  return {
    ...{ kind: 'reachable', can: !gone, date: member.date, chat: where },
    id: `r${member.date}.${status}`,
    lang: langOfCode(member.from?.language_code),
  }
}

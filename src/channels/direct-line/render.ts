// A line of a talk as an activity: the code's text in it, cards, suggested actions. Pure; who asks has made sure whose
// talk it is.
import type { Attachment } from '../../core/attachment.ts'
import type { CodeState } from '../../core/codes/code.ts'
import type { Item } from '../../core/goods/item.ts'
import type { TalkLine } from '../../ports/records.ts'
import { codeCard, codeSpoken, codeText, goodsCard, type Manner, type ShownItem } from './cards.ts'
import { readEcho } from './echo.ts'
import { type Account, type Activity, type Attached, CHANNEL } from './protocol.ts'

const CODE = /\{code:([^}]*)\}/g

/** Stands where a code was whose text is not to be had any more. */
const HIDDEN = '•••'

/** A line with what came beside its words, and the channel at which that lies. */
export type Line = TalkLine & {
  readonly attachments?: readonly (Attachment & { readonly channel?: string })[]
}

export type Known = {
  readonly codes: ReadonlyMap<string, { readonly text: string; readonly state: CodeState }>
  readonly items: ReadonlyMap<string, Item>
}

/** Whose page it is, and how the shop speaks to it. */
export type Reader = {
  readonly conversation: string
  /** As its token says. */
  readonly user?: Omit<Account, 'role'> | undefined
  readonly shop: string
  readonly manner: Manner
  /** The same for the same line, and unlike any other's. */
  readonly idOf: (line: TalkLine) => string
  readonly shopUrl: string
  /** Where a file of the shopper's own can be fetched for a while. */
  readonly fileUrl: (ref: string) => string
}

/** The ids of all codes that a line speaks of. */
export const codesIn = (line: TalkLine): readonly string[] => [
  ...new Set([
    ...[...line.text.matchAll(CODE)].map((found) => found[1]!),
    ...(line.code ? [line.code.id] : []),
  ]),
]

/** https, or a path at the shop, made whole; whatever else a feed says is left out. */
const addressOf = (said: string | undefined, shopUrl: string): string | undefined => {
  if (said === undefined) return undefined
  if (/^https:\/\/[^/]/i.test(said)) return said
  return /^\/(?![/\\])/.test(said) ? `${shopUrl}${said}` : undefined
}

type GoodsLine = NonNullable<TalkLine['goods']>['lines'][number]

const itemOf = (
  { item, title, quantity, sum }: GoodsLine,
  known: Item | undefined,
  shopUrl: string,
): ShownItem => {
  const picture = addressOf(known?.picture, shopUrl)
  const url = addressOf(known?.url, shopUrl)
  return {
    ...{ title: title ?? known?.title ?? item, quantity, sum },
    ...(picture !== undefined && { picture }),
    ...(url !== undefined && { url }),
  }
}

const botOf = (line: TalkLine, { shop }: Reader): Account =>
  line.who === 'agent' && line.by !== undefined
    ? { id: `agent-${line.by}`, name: line.by, role: 'bot' }
    : { id: 'winback', name: shop, role: 'bot' }

const fileOf = (
  { medium, name, type, ref, channel }: NonNullable<Line['attachments']>[number],
  reader: Reader,
): Attached => {
  const contentUrl = channel === CHANNEL && ref !== undefined ? reader.fileUrl(ref) : undefined
  return {
    ...{ contentType: type ?? 'application/octet-stream', name: name ?? medium },
    ...(contentUrl !== undefined && { contentUrl }),
    ...(contentUrl !== undefined && medium === 'photo' && { thumbnailUrl: contentUrl }),
  }
}

/** The shopper's own words come back: a client shows them as sent only then. */
const ownOf = (line: Line, text: string, reader: Reader): Partial<Activity> & Pick<Activity, 'from'> => {
  const { id, from } = readEcho(line.echo)
  return {
    from: {
      id: reader.user?.id ?? from ?? 'shopper',
      ...(reader.user?.name && { name: reader.user.name }),
      role: 'user',
    },
    text,
    ...(id !== undefined && { channelData: { clientActivityID: id } }),
    ...(line.attachments && { attachments: line.attachments.map((one) => fileOf(one, reader)) }),
  }
}

/** Null for what a shopper does not see. */
export const renderLine = (line: Line, { codes, items }: Known, reader: Reader): Activity | null => {
  if (line.who === 'note') return null
  const text = line.text.replace(CODE, (_, id: string) => codes.get(id)?.text ?? HIDDEN)
  const { manner } = reader
  const base = {
    type: 'message' as const,
    id: reader.idOf(line),
    timestamp: new Date(line.at).toISOString(),
    channelId: 'directline' as const,
    conversation: { id: reader.conversation },
    textFormat: 'plain' as const,
  }
  if (line.who === 'shopper') return { ...base, ...ownOf(line, text, reader) }
  // A code that its shopper's document has forgotten ended long ago.
  const code = line.code && {
    ...(codes.get(line.code.id) ?? { text: HIDDEN, state: 'expired' as const }),
    ...{ until: line.code.until, terms: line.code.terms },
  }
  const goods = line.goods?.lines.map((one) => itemOf(one, items.get(one.item), reader.shopUrl)) ?? []
  const attachments = [
    ...(code ? [codeCard(code, manner)] : []),
    ...(goods.length > 0 ? [goodsCard(goods, line.goods?.more ?? 0, manner.lang)] : []),
  ]
  // Whoever sees no cards, hears or copies the text, has the code all the same.
  const words = code && !text.includes(code.text) ? `${text}\n${codeText(code, manner)}` : text
  return {
    ...base,
    from: botOf(line, reader),
    locale: manner.lang,
    text: words,
    ...(code && { speak: `${text} ${codeSpoken(code, manner)}` }),
    ...(attachments.length > 0 && { attachments, attachmentLayout: 'list' as const }),
    ...(line.choices &&
      line.choices.length > 0 && {
        // What is shown in the talk is what stood on the button; what is meant goes beside it.
        suggestedActions: {
          actions: line.choices.map(({ id, text: title }) => ({
            ...{ type: 'messageBack' as const, title, text: title, displayText: title },
            value: { choice: id },
          })),
        },
      }),
  }
}

// A line of a talk as its own visitor sees it: with the code's text and the pictures of goods in it. Pure; who asks
// has made sure who it is.
import type { Medium } from '../../core/attachment.ts'
import type { CodeState } from '../../core/codes/code.ts'
import type { Item } from '../../core/goods/item.ts'
import type { TalkLine } from '../../ports/records.ts'
import type { ChatLine } from './protocol.ts'

const CODE = /\{code:([^}]*)\}/g

/** Stands where a code was whose text is not to be had any more. */
const HIDDEN = '•••'

export type ShownCode = { readonly text: string; readonly state: CodeState }

/** What lines speak of, looked up: codes by their id, goods by theirs. */
export type Known = {
  readonly codes: ReadonlyMap<string, ShownCode>
  readonly items: ReadonlyMap<string, Item>
}

/** The ids of all codes that a line speaks of. */
export const codesIn = (line: TalkLine): readonly string[] => [
  ...new Set([
    ...[...line.text.matchAll(CODE)].map((found) => found[1]!),
    ...(line.code ? [line.code.id] : []),
  ]),
]

/** An address that a page may load or open: https, or a path at the shop; whatever else a feed says is left out. */
const isSafe = (address: string | undefined): address is string =>
  address !== undefined && (/^\/(?![/\\])/.test(address) || /^https:\/\/[^/]/i.test(address))

const goodsLine = (
  { item, title, quantity, sum }: NonNullable<TalkLine['goods']>['lines'][number],
  known: Item | undefined,
) => ({
  title: title ?? known?.title ?? item,
  quantity,
  sum,
  ...(isSafe(known?.picture) && { picture: known.picture }),
  ...(isSafe(known?.url) && { url: known.url }),
})

/** This chat takes and shows no files: of what came by another channel it says that it did, in no language. */
const SIGNS: Readonly<Record<Medium, string>> = {
  ...{
    photo: '🖼',
    video: '🎬',
    voice: '🎤',
    audio: '🎵',
    file: '📎',
    sticker: '🙂',
    place: '📍',
    contact: '👤',
  },
}

const withFiles = (text: string, attachments: TalkLine['attachments'] = []): string =>
  [text, ...attachments.map(({ medium, name }) => `${SIGNS[medium] ?? '📎'} ${name ?? ''}`.trim())]
    .filter((part) => part !== '')
    .join('\n')

/** Null for what a shopper does not see. */
export const renderLine = (line: TalkLine, { codes, items }: Known): ChatLine | null => {
  if (line.who === 'note') return null
  const { code, choices, goods } = line
  const card = code && codes.get(code.id)
  return {
    seq: line.seq,
    at: line.at,
    who: line.who,
    ...(line.by === undefined ? {} : { by: line.by }),
    text: withFiles(
      line.text.replace(CODE, (_, id: string) => codes.get(id)?.text ?? HIDDEN),
      line.attachments,
    ),
    ...(choices && choices.length > 0 ? { choices: choices.map(({ id, text }) => ({ id, text })) } : {}),
    ...(code && {
      // A code that its shopper's document has forgotten ended long ago.
      code: {
        ...{ text: card?.text ?? HIDDEN, until: code.until, terms: code.terms },
        state: card?.state ?? 'expired',
      },
    }),
    ...(goods && {
      goods: { lines: goods.lines.map((one) => goodsLine(one, items.get(one.item))), more: goods.more },
    }),
  }
}

// A message with its words as what Telegram is asked to send, in its order. Pure: what pictures there are it is told.
import type { InlineKeyboardButton } from 'grammy/types'
import type { Outgoing } from '../../ports/channel.ts'
import { escapeHtml, htmlWith, LONGEST, splitText } from './html.ts'
import { keyboardOf } from './keyboard.ts'
import { WORDS } from './words.ts'

export type Part =
  | {
      readonly kind: 'text'
      readonly html: string
      /** The same with no markup, where a server can't read ours. */
      readonly plain: string
      readonly keyboard: InlineKeyboardButton[][]
      /** The keyboard that servers understand which know no button that copies. */
      readonly oldKeyboard: InlineKeyboardButton[][]
      readonly showsCode: boolean
    }
  | {
      readonly kind: 'pictures'
      readonly pictures: readonly { readonly url: string; readonly words: string }[]
    }

const MOST_PICTURES = 10

const goodsText = ({ goods, lang }: Outgoing, titles: ReadonlyMap<string, string>): string => {
  if (!goods) return ''
  const lines = goods.lines.map(
    ({ item, title, quantity, sum }) =>
      `• ${title ?? titles.get(item) ?? item}${quantity === 1 ? '' : ` × ${quantity}`}: ${sum}`,
  )
  return [...lines, ...(goods.more > 0 ? [WORDS[lang].more(goods.more)] : [])].join('\n')
}

const codeText = ({ code, text }: Pick<Outgoing, 'code' | 'text'>): string =>
  code ? [text.includes(code.text) ? '' : code.text, code.terms].filter(Boolean).join('\n') : ''

/** What the catalogue knows of the goods: a picture that Telegram can fetch, and a name. */
export type KnownGoods = {
  readonly pictures: ReadonlyMap<string, string>
  readonly titles: ReadonlyMap<string, string>
}
export const NO_GOODS: KnownGoods = { pictures: new Map(), titles: new Map() }

export const wholeText = (message: Outgoing, titles: KnownGoods['titles'] = NO_GOODS.titles): string =>
  [message.text, goodsText(message, titles), codeText(message)].filter(Boolean).join('\n\n')

export const partsOf = (message: Outgoing, { pictures, titles }: KnownGoods = NO_GOODS): readonly Part[] => {
  const { code, goods } = message
  const shown = (goods?.lines ?? []).flatMap(({ item, title }) => {
    const url = pictures.get(item)
    return url ? [{ url, words: escapeHtml((title ?? titles.get(item) ?? item).slice(0, 200)) }] : []
  })
  const pieces = splitText(wholeText(message, titles), code?.text, LONGEST)
  const texts = pieces.map((plain, n): Part => {
    const isLast = n === pieces.length - 1
    return {
      ...{ kind: 'text', html: htmlWith(plain, code?.text), plain },
      keyboard: isLast ? keyboardOf(message) : [],
      oldKeyboard: isLast ? keyboardOf(message, false) : [],
      showsCode: code !== undefined && plain.includes(code.text),
    }
  })
  return [
    ...(shown.length > 0 ? [{ kind: 'pictures', pictures: shown.slice(0, MOST_PICTURES) } as const] : []),
    ...texts,
  ]
}

// A message as a letter: subject, plain text and HTML out of the same parts. Pure; sends nothing.
import type { Item } from '../../core/goods/item.ts'
import type { Outgoing } from '../../ports/channel.ts'
import { htmlOf } from './html.ts'
import type { Parts } from './letter.ts'
import { timeIn, WORDS } from './words.ts'

export type Letter = { readonly subject: string; readonly text: string; readonly html: string }

/** The shop as letters name it. */
export type LetterShop = { readonly name: string; readonly time_zone: string }

const LONGEST_SUBJECT = 78

const isHttps = (address: string | undefined): address is string =>
  address !== undefined && /^https:\/\/[^/\s]/i.test(address)

/** One line without signs that end a header. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const shortened = (text: string): string => {
  if (text.length <= LONGEST_SUBJECT) return text
  const cut = text.slice(0, LONGEST_SUBJECT - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > LONGEST_SUBJECT / 2 ? cut.slice(0, space) : cut).replace(/[\s,.;:–—-]+$/u, '')}…`
}

/** The rulebook's own, or the first line of the text; a code is not shown where a locked screen shows it. */
export const subjectOf = ({ subject, text, code }: Outgoing, shop: string): string => {
  const said = subject ?? text.split('\n').find((line) => line.trim() !== '') ?? ''
  const hidden = code ? said.replaceAll(code.text, '').replace(/\s+([,.!?])/g, '$1') : said
  return shortened(oneLine(hidden)) || oneLine(shop)
}

const answerAt = (address: string, choice: string): string =>
  `${address}?${new URLSearchParams({ choice }).toString()}`

export const partsOf = (message: Outgoing, items: ReadonlyMap<string, Item>, shop: LetterShop): Parts => {
  const { lang, text, code, goods, choices, links = {} } = message
  const words = WORDS[lang]
  const { answer, cart, stop } = links
  return {
    ...{ lang, shop: oneLine(shop.name) },
    paragraphs: text.split(/\n{2,}/).filter((part) => part.trim() !== ''),
    ...(code && {
      code: {
        ...{ label: words.code, text: code.text, terms: code.terms },
        until: words.until(timeIn(lang, code.until, shop.time_zone)),
      },
    }),
    goods: (goods?.lines ?? []).map(({ item, title, quantity, sum }) => {
      const known = items.get(item)
      return {
        ...{ title: oneLine(title ?? known?.title ?? item), quantity, sum },
        ...(isHttps(known?.picture) && { picture: known.picture }),
        ...(isHttps(known?.url) && { url: known.url }),
      }
    }),
    more: goods && goods.more > 0 ? words.more(goods.more) : null,
    cart: cart ? { label: words.cart, url: cart } : null,
    choices: answer ? choices.map(({ id, text: label }) => ({ label, url: answerAt(answer, id) })) : [],
    stop: stop ? { why: words.why(oneLine(shop.name)), label: words.stop, url: stop } : null,
  }
}

const plainOf = ({ paragraphs, code, goods, more, cart, choices, stop }: Parts): string => {
  const blocks = [
    ...paragraphs,
    ...(code ? [[`${code.label}: ${code.text}`, code.terms, code.until].filter(Boolean).join('\n')] : []),
    ...(goods.length > 0
      ? [
          [...goods.map((line) => `- ${line.title} × ${line.quantity}: ${line.sum}`), more]
            .filter(Boolean)
            .join('\n'),
        ]
      : []),
    ...(cart ? [`${cart.label}: ${cart.url}`] : []),
    ...(choices.length > 0 ? [choices.map(({ label, url }) => `- ${label}: ${url}`).join('\n')] : []),
    ...(stop ? [`-- \n${stop.why}\n${stop.label}: ${stop.url}`] : []),
  ]
  return `${blocks.join('\n\n')}\n`
}

export const letterOf = (message: Outgoing, items: ReadonlyMap<string, Item>, shop: LetterShop): Letter => {
  const parts = partsOf(message, items, shop)
  const subject = subjectOf(message, shop.name)
  return { subject, text: plainOf(parts), html: htmlOf(parts, subject) }
}

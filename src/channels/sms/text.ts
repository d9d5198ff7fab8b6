// A message as a short text: what it says, the code, where there is more of it. And how many pieces a network makes of
// it (3GPP 23.038): what is paid for.
import type { Outgoing } from '../../ports/channel.ts'

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Each takes the place of two. */
const EXTENDED = '^{}\\[~]|€\f'
const ONE = new Set(BASIC)
const TWO = new Set(EXTENDED)

export type Segments = { readonly coding: 'gsm7' | 'ucs2'; readonly units: number; readonly segments: number }

export const segmentsOf = (text: string): Segments => {
  let units = 0
  for (const sign of text) {
    if (!ONE.has(sign) && !TWO.has(sign)) {
      const each = text.length
      return { coding: 'ucs2', units: each, segments: each <= 70 ? 1 : Math.ceil(each / 67) }
    }
    units += TWO.has(sign) ? 2 : 1
  }
  return { coding: 'gsm7', units, segments: units <= 160 ? 1 : Math.ceil(units / 153) }
}

/** Signs that cost a whole text its short coding, and what says the same. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚′]/g, "'"],
  [/[“”„«»]/g, '"'],
  [/[–—−]/g, '-'],
  [/…/g, '...'],
  [/[\u00a0\u202f\u2009]/g, ' '],
  [/₴/g, 'UAH '],
]

/** More pieces than these nobody reads, and everybody pays for. */
const MOST_SEGMENTS = 3

const plain = (text: string): string => PLAIN.reduce((all, [sign, as]) => all.replace(sign, as), text)

/** The text without its last words, so that it and `tail` fit. */
const fitted = (text: string, tail: string): string => {
  const whole = (head: string) => (tail ? `${head}\n${tail}` : head)
  if (segmentsOf(whole(text)).segments <= MOST_SEGMENTS) return whole(text)
  const words = text.split(' ')
  while (words.length > 1) {
    words.pop()
    const head = `${words.join(' ').replace(/[\s,.;:-]+$/u, '')}...`
    if (segmentsOf(whole(head)).segments <= MOST_SEGMENTS) return whole(head)
  }
  return tail || text.slice(0, 150)
}

/** What is sent: the words, the code where they don't name it, and the link to the cart instead of the goods. */
export const smsText = ({ text, code, links }: Outgoing): string => {
  const said = plain(text.replace(/\s*\n\s*/g, '\n').trim())
  const tail = [
    ...(code && !said.includes(code.text) ? [code.text] : []),
    ...(links?.cart ? [links.cart] : []),
  ]
  return fitted(said, tail.join('\n'))
}

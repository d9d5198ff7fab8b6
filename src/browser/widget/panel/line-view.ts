// One line of the talk as elements: its bubble, the goods, the card of a code. Texts only, no HTML.
import { el } from '../../dom.ts'
import type { ChatLine, Lang } from '../wire.ts'
import { type CardPlace, codeCard, LOCALES } from './code-card.ts'
import { goodsView } from './goods-view.ts'
import { linked } from './linked.ts'
import type { Words } from './words.ts'

const PAUSE = 15 * 60_000

export const lineView = (line: ChatLine, place: CardPlace): readonly HTMLElement[] => {
  const by = line.who === 'agent' && line.by ? el('span', { class: 'by' }, line.by) : null
  const said = line.who === 'shopper' ? [line.text] : linked(line.text)
  return [
    ...(line.text === '' ? [] : [el('div', { class: `line ${line.who}` }, by, ...said)]),
    ...(line.goods ? [goodsView(line.goods, place.words)] : []),
    ...(line.code ? [codeCard(line.code, place)] : []),
  ]
}

type When = {
  readonly lang: Lang
  readonly words: Pick<Words, 'today'>
  readonly zone: string
  readonly now: number
}

/** The time above a line, where some has passed since the one before; null: the talk simply goes on. */
export const stamp = (line: ChatLine, before: ChatLine | undefined, when: When): HTMLElement | null => {
  if (before && line.at - before.at < PAUSE) return null
  const { lang, words, zone: timeZone, now } = when
  const day = (at: number): string =>
    new Date(at).toLocaleDateString(LOCALES[lang], { day: 'numeric', month: 'long', timeZone })
  const time = new Date(line.at).toLocaleTimeString(LOCALES[lang], {
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
  })
  const on = day(line.at) === day(now) ? words.today : day(line.at)
  return el('div', { class: 'stamp' }, `${on}, ${time}`)
}

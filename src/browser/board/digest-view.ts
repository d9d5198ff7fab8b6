// The weekly digests, the latest open: for the board and for the desk.
import type { Digest } from '../../core/report/digest.ts'
import { el } from '../dom.ts'
import { digestText, PARTS } from './digest-text.ts'
import { type BoardLang, numbersOf, sayIn } from './figures-text.ts'

export const digestView = (
  digests: readonly Digest[],
  zone: string,
  lang: BoardLang,
): readonly HTMLElement[] => {
  const say = sayIn(lang)
  if (digests.length === 0) return [el('p', { class: 'nothing' }, say('digest_none'))]
  return digests.map((digest, i) => {
    const number = numbersOf(lang, digest.currency, digest.digits, zone, say)
    const parts = (['earned', 'lost', 'look'] as const).flatMap((part) => {
      const lines = digest.lines
        .filter((line) => line.part === part)
        .flatMap((line) => digestText(line, say, number) ?? [])
      if (lines.length === 0) return []
      return [
        el('h3', {}, say(PARTS[part])),
        el('ul', { class: 'said' }, ...lines.map((line) => el('li', {}, line))),
      ]
    })
    const title = say('digest_of', { from: number.day(digest.from), to: number.day(digest.to) })
    return el('details', { open: i === 0, class: 'digest' }, el('summary', {}, title), ...parts)
  })
}

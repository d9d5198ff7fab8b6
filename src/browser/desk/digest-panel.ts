// The desk's digest: what earned, what lost, what to look at, and the way to the board.
import { boardApi } from '../board/api.ts'
import { digestView } from '../board/digest-view.ts'
import { el, put } from '../dom.ts'
import type { DeskLang, Say } from './language.ts'

/** Filled each time that it is shown: the digest of a week is made while nobody looks. */
export const createDigestPanel = (say: Say) => {
  const body = el('div', { class: 'digests' })
  const element = el(
    'div',
    { class: 'digest-panel' },
    body,
    el('p', {}, el('a', { href: '/board' }, say('to_board'))),
  )
  let at = 0
  return {
    element,
    /** Looked at no more often than the list of tickets. */
    show: (): HTMLElement => {
      if (performance.now() - at > 5000 || at === 0) {
        at = performance.now()
        boardApi
          .digests()
          .then(({ digests, time_zone }) =>
            put(body, ...digestView(digests, time_zone, document.documentElement.lang as DeskLang)),
          )
          .catch(() => put(body, el('p', { class: 'nothing' }, say('no_answer'))))
      }
      return element
    },
  }
}

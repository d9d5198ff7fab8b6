// The list of messages: what came, what is on its way, and the buttons under the last word. Knows no socket.
import { el, icon, put } from '../../dom.ts'
import type { ChatLine, Word } from '../wire.ts'
import type { CardPlace } from './code-card.ts'
import { lineView, stamp } from './line-view.ts'
import type { Talk } from './talk.ts'

export type LogView = {
  /** The log and the button that leads to its end. */
  readonly element: HTMLElement
  /** Draws all anew, as history: nothing of it is read aloud. */
  readonly draw: () => void
  /** The newest line of the talk came. */
  readonly added: () => void
  /** Earlier lines were put before the others. */
  readonly prepended: (lines: readonly ChatLine[]) => void
  /** Words on their way have changed. */
  readonly drawPending: () => void
  readonly typing: (on: boolean) => void
  /** What comes from now on is read aloud, or not. */
  readonly speakUp: (on: boolean) => void
}

export type LogDoes = {
  readonly choose: (choice: string, text: string) => void
  readonly again: (word: Word) => void
  readonly earlier: () => void
  /** What had the focus is gone: it is to be somewhere in the panel still. */
  readonly refocus: () => void
}

/** Left above what is scrolled to, px. */
const EDGE = 14
/** So near to the end is at the end, px. */
const NEAR = 60
const DOWN = 'M6 10l6 6 6-6'

export const createLogView = (talk: Talk, place: CardPlace, does: LogDoes): LogView => {
  const { words } = place
  const rows = el('div', { class: 'rows' })
  const pending = el('div', { class: 'rows', 'aria-live': 'off' })
  const typing = el(
    'div',
    { class: 'typing', hidden: true, role: 'img', 'aria-label': words.typing },
    el('i'),
    el('i'),
    el('i'),
  )
  const choices = el('div', { class: 'choices' })
  const earlier = el(
    'button',
    { type: 'button', class: 'earlier', hidden: true, click: () => ask() },
    words.earlier,
  )
  const log = el(
    'div',
    { class: 'log', role: 'log', 'aria-label': words.log, 'aria-live': 'off', tabindex: 0 },
    ...[earlier, rows, pending, typing, choices],
  )
  const down = el(
    'button',
    { type: 'button', class: 'down', hidden: true, 'aria-label': words.newest, click: () => toEnd() },
    icon(DOWN),
  )
  const isAtEnd = (): boolean => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR
  /** The first of what was said last, since the shopper's own last words. */
  const newest = (): Element | null => {
    if (talk.pending().length > 0) return null
    const mine = [...rows.querySelectorAll('.line.shopper')].at(-1)
    return mine ? mine.nextElementSibling : rows.firstElementChild
  }
  /** Where an answer is longer than the screen it is read from its beginning. */
  const toNewest = (): void => {
    const start = newest()
    const top = start instanceof HTMLElement ? start.offsetTop - EDGE : Number.POSITIVE_INFINITY
    log.scrollTop = Math.min(log.scrollHeight - log.clientHeight, top)
    down.hidden = isAtEnd()
  }
  const toEnd = (): void => {
    log.scrollTop = log.scrollHeight
    down.hidden = true
  }
  let asked = false
  const ask = (): void => {
    if (asked || !talk.more()) return
    asked = true
    does.earlier()
  }
  log.addEventListener('scroll', () => {
    down.hidden = isAtEnd()
    if (log.scrollTop < NEAR && log.scrollHeight > log.clientHeight) ask()
  })

  const viewOf = (line: ChatLine, before: ChatLine | undefined): readonly HTMLElement[] => {
    const { lang, zone, clock } = place
    const above = stamp(line, before, { lang, words, zone: zone(), now: clock.now() })
    return [...(above ? [above] : []), ...lineView(line, place)]
  }
  const drawChoices = (): void => {
    const last = talk.lines().at(-1)
    const offered = talk.pending().length > 0 ? [] : (last?.choices ?? [])
    put(
      choices,
      ...offered.map(({ id, text }) =>
        el('button', { type: 'button', click: () => does.choose(id, text) }, text),
      ),
    )
  }
  const drawPending = (): void => {
    const focused = (log.getRootNode() as ShadowRoot).activeElement
    drawWaiting()
    if (focused && !focused.isConnected) does.refocus()
  }
  const drawWaiting = (): void => {
    put(
      pending,
      ...talk.pending().map(({ word, text, failed }) =>
        failed
          ? el(
              'button',
              {
                type: 'button',
                class: 'line shopper pending failed',
                'data-id': word.id,
                click: () => does.again(word),
              },
              ...[text, el('small', {}, words.failed)],
            )
          : el('div', { class: 'line shopper pending', 'data-id': word.id, title: words.sending }, text),
      ),
    )
    drawChoices()
  }
  /** Lines from `from` on, each under the one before it. */
  const views = (from: number, to = Number.POSITIVE_INFINITY): readonly HTMLElement[] =>
    talk
      .lines()
      .slice(0, to)
      .flatMap((line, i, all) => (i < from ? [] : viewOf(line, all[i - 1])))

  return {
    element: el('div', { class: 'talk' }, log, down),
    drawPending: () => {
      drawPending()
      if (talk.pending().length > 0) toEnd()
    },
    draw: () => {
      asked = false
      earlier.hidden = !talk.more()
      put(rows, ...views(0))
      drawPending()
      toNewest()
    },
    added: () => {
      const follow = isAtEnd() || talk.lines().at(-1)?.who === 'shopper'
      const line = talk.lines().at(-1)
      const fresh = views(talk.lines().length - 1)
      // The shopper's own words stood there already, on their way.
      for (const one of fresh) one.toggleAttribute('data-fresh', line?.who !== 'shopper')
      rows.append(...fresh)
      drawPending()
      if (follow) toNewest()
      else down.hidden = false
    },
    prepended: (lines) => {
      const fromEnd = log.scrollHeight - log.scrollTop
      asked = false
      earlier.hidden = !talk.more()
      rows.prepend(...views(0, lines.length))
      log.scrollTop = log.scrollHeight - fromEnd
    },
    typing: (on) => {
      const follow = isAtEnd()
      typing.hidden = !on
      if (follow) toEnd()
    },
    speakUp: (on) => log.setAttribute('aria-live', on ? 'polite' : 'off'),
  }
}

// The list of messages: what came, what is on its way, and the buttons under the last word. Knows no socket.
import { el, put } from '../dom.ts'
import { lineView } from './line-view.ts'
import type { ChatLine, Lang } from './wire.ts'
import type { Words } from './words.ts'

export type LogView = {
  readonly element: HTMLElement
  readonly add: (line: ChatLine) => void
  /** Shows what was just sent, until it comes back as a line. */
  readonly sending: (id: string, text: string) => void
  readonly failed: (id: string) => void
  readonly toEnd: () => void
  /** The shop's time zone, in which times are shown. */
  readonly zone: (zone: string) => void
}

export const createLogView = (
  words: Words,
  lang: Lang,
  choose: (choice: string, text: string) => void,
): LogView => {
  const lines = el('div', { class: 'rows' })
  const pending = el('div', { class: 'rows' })
  const choices = el('div', { class: 'choices' })
  const element = el(
    'div',
    { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: 0 },
    lines,
    pending,
    choices,
  )
  let timeZone = 'UTC'
  const toEnd = (): void => element.scrollTo({ top: element.scrollHeight })

  const offer = (line: ChatLine): void => {
    const buttons = (line.choices ?? []).map(({ id, text }) =>
      el('button', { type: 'button', click: () => choose(id, text) }, text),
    )
    put(choices, ...buttons)
  }

  return {
    element,
    toEnd,
    zone: (zone) => {
      timeZone = zone
    },
    add: (line) => {
      lines.append(...lineView(line, words, { lang, timeZone }))
      if (line.who === 'shopper') pending.firstElementChild?.remove()
      offer(line)
      toEnd()
    },
    sending: (id, text) => {
      pending.append(el('div', { class: 'line shopper pending', 'data-id': id }, text))
      put(choices)
      toEnd()
    },
    failed: (id) => {
      const mine = [...pending.children].find((one) => one instanceof HTMLElement && one.dataset.id === id)
      mine?.remove()
      lines.append(el('div', { class: 'line failed', role: 'alert' }, words.failed))
      toEnd()
    },
  }
}

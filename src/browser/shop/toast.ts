// Short messages at the edge of the page, read out politely; some with a button, such as undo.
import { el, icon, put } from '../dom.ts'
import { ICONS } from './parts.ts'

const SHOWN = 7000
const JUST_NOW = 400

export type Toast = {
  readonly element: HTMLElement
  readonly tell: (text: string, act?: { readonly name: string; readonly does: () => void }) => void
  /** Another view: what was said about the one before goes, unless it was said a moment ago. */
  readonly turn: () => void
  readonly hide: () => void
}

export const createToast = (close: () => string): Toast => {
  let timer = 0
  let told = 0
  const text = el('p', { role: 'status' })
  const acts = el('div', {})
  const element = el('div', { class: 'toast' }, text, acts)
  const hide = (): void => {
    element.classList.remove('shown')
    text.textContent = ''
    put(acts)
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = window.setTimeout(hide, SHOWN)
  }
  // Whoever points at it or has come to it by keyboard is still reading.
  for (const name of ['pointerenter', 'focusin']) element.addEventListener(name, () => clearTimeout(timer))
  for (const name of ['pointerleave', 'focusout']) element.addEventListener(name, later)
  return {
    element,
    hide,
    turn: () => void (performance.now() - told > JUST_NOW && hide()),
    tell: (said, act) => {
      told = performance.now()
      text.textContent = said
      const does = (): void => {
        hide()
        act?.does()
      }
      put(
        acts,
        act && el('button', { type: 'button', class: 'act', click: does }, act.name),
        el(
          'button',
          { type: 'button', class: 'shut', 'aria-label': close(), click: hide },
          icon(ICONS.close),
        ),
      )
      element.classList.add('shown')
      later()
    },
  }
}

// The panel's frame: header, log, input. A dialog beside the page on a wide screen, the whole screen on a phone.
// Works by keyboard alone. Knows no socket and no talk.
import { el, icon } from '../../dom.ts'
import type { Words } from './words.ts'

export type Frame = {
  readonly element: HTMLElement
  readonly title: (shop: string) => void
  readonly status: (text: string, calm: boolean) => void
  /** For screen readers only. */
  readonly announce: (words: string) => void
  readonly show: () => void
  readonly hide: () => void
  readonly focus: () => void
  readonly draft: () => string
  readonly keepDraft: (text: string) => void
}

const SEND = 'M3.5 20.5v-6.2L13 12 3.5 9.7V3.5L21.5 12z'
const CLOSE = 'M6 6l12 12M18 6L6 18'
const MOST = 4000

const SMALL = matchMedia('(max-width: 480px), (max-height: 430px)')
/** Focus in a field would bring up the keyboard over half of the talk. */
const TOUCH = matchMedia('(pointer: coarse)')

export const isSmall = (): boolean => SMALL.matches

export const createFrame = (
  words: Words,
  log: HTMLElement,
  below: readonly HTMLElement[],
  does: { readonly say: (text: string) => void; readonly close: () => void },
): Frame => {
  const title = el('h2', {}, words.title)
  const status = el('p', { class: 'status', 'aria-live': 'polite' }, words.connecting)
  const said = el('p', { class: 'unseen', role: 'status' })
  const input = el('textarea', {
    ...{
      rows: 1,
      maxlength: MOST,
      placeholder: words.write,
      'aria-label': words.write,
      enterkeyhint: 'send',
    },
  })
  const send = el('button', { class: 'send', type: 'submit', 'aria-label': words.send }, icon(SEND))
  const grow = (): void => {
    input.style.height = 'auto'
    input.style.height = `${Math.min(input.scrollHeight + 3, 132)}px`
    send.toggleAttribute('data-ready', input.value.trim() !== '')
  }
  const submit = (event: Event): void => {
    event.preventDefault()
    const text = input.value.trim()
    if (text !== '') does.say(text)
    input.value = ''
    grow()
  }
  input.addEventListener('input', grow)
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event)
  })
  const shut = el(
    'button',
    { class: 'x', type: 'button', 'aria-label': words.close, click: () => does.close() },
    icon(CLOSE),
  )
  const element = el(
    'section',
    { class: 'panel', role: 'dialog', 'aria-label': words.title, tabindex: -1, hidden: true },
    el('header', {}, el('div', {}, title, status), shut),
    log,
    ...below,
    el('form', { submit }, input, send),
    said,
  )

  /** Over the whole screen the focus stays in it. */
  const keepIn = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab' || !isSmall()) return
    const all = [...element.querySelectorAll<HTMLElement>('button,a[href],textarea,[tabindex="0"]')].filter(
      (one) => one.getClientRects().length > 0,
    )
    const root = element.getRootNode() as ShadowRoot
    const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]]
    if (root.activeElement !== from) return
    event.preventDefault()
    to?.focus()
  }
  element.addEventListener('keydown', (event) => {
    // What is typed here is not for the page's shortcuts.
    event.stopPropagation()
    if (event.key === 'Escape') does.close()
    else keepIn(event)
  })
  const fit = (): void => {
    element.setAttribute('aria-modal', String(isSmall()))
    // A phone's keyboard covers the page without telling its layout.
    const view = isSmall() ? window.visualViewport : null
    element.style.height = view ? `${view.height}px` : ''
    element.style.top = view ? `${view.offsetTop}px` : ''
  }
  const fitted = (): void => {
    if (element.isConnected && !element.hidden) fit()
  }
  SMALL.addEventListener('change', fitted)
  window.visualViewport?.addEventListener('resize', fitted)

  return {
    element,
    title: (shop) => {
      title.textContent = shop
      element.setAttribute('aria-label', `${words.title}: ${shop}`)
    },
    status: (text, calm) => {
      if (status.textContent !== text) status.textContent = text
      status.toggleAttribute('data-calm', calm)
    },
    announce: (text) => {
      said.textContent = text
    },
    show: () => {
      element.hidden = false
      fit()
      grow()
    },
    hide: () => {
      element.hidden = true
      said.textContent = ''
    },
    focus: () => (TOUCH.matches ? element : input).focus(),
    draft: () => input.value,
    keepDraft: (text) => {
      input.value = text
    },
  }
}

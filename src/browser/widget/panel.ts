// The widget's frame: the bubble, the peek of an unread message, the panel with its input. Works by keyboard alone.
import { el, icon, put } from '../dom.ts'
import { kept } from './kept.ts'
import { createLogView } from './log-view.ts'
import { STYLE } from './style.ts'
import type { ChatLine, Lang } from './wire.ts'
import type { Words } from './words.ts'

export type Panel = {
  readonly add: (line: ChatLine) => void
  readonly sending: (id: string, text: string) => void
  readonly failed: (id: string) => void
  readonly name: (shop: string, zone: string) => void
  readonly online: (online: boolean) => void
  readonly open: () => void
}

export type Does = {
  readonly opened: () => void
  readonly say: (text: string) => void
  readonly choose: (choice: string, text: string) => void
}

const BUBBLE =
  'M12 3C6.5 3 2 6.8 2 11.5c0 2.6 1.4 5 3.7 6.5L5 22l4.6-2.3c.8.2 1.6.2 2.4.2 5.5 0 10-3.7 10-8.4S17.5 3 12 3z'
const SEND = 'M3 20.5v-6.2L13 12 3 9.7V3.5L22 12z'
const CLOSE = 'M6 6l12 12M18 6L6 18'

export const createPanel = (host: HTMLElement, words: Words, lang: Lang, does: Does): Panel => {
  const root = host.attachShadow({ mode: 'open' })
  const style = new CSSStyleSheet()
  style.replaceSync(STYLE)
  root.adoptedStyleSheets = [style]

  const log = createLogView(words, lang, does.choose)
  const title = el('h2', {}, words.title)
  const status = el('p', {}, words.away)
  const badge = el('span', { class: 'badge', hidden: true })
  const peek = el('button', { class: 'peek', type: 'button', hidden: true, click: () => open() })
  const bubble = el(
    'button',
    {
      class: 'bubble',
      type: 'button',
      'aria-label': words.open,
      'aria-expanded': 'false',
      click: () => open(),
    },
    icon(BUBBLE),
    badge,
  )
  const input = el('textarea', {
    rows: 1,
    maxlength: 4000,
    placeholder: words.write,
    'aria-label': words.write,
  })
  const submit = (event: Event): void => {
    event.preventDefault()
    const text = input.value.trim()
    if (text !== '') does.say(text)
    input.value = ''
  }
  const form = el(
    'form',
    { submit },
    input,
    el('button', { class: 'send', type: 'submit', 'aria-label': words.send }, icon(SEND)),
  )
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event)
  })
  const shut = el(
    'button',
    { class: 'x', type: 'button', 'aria-label': words.close, click: () => close() },
    icon(CLOSE),
  )
  const panel = el(
    'section',
    { class: 'panel', role: 'dialog', 'aria-label': words.title, hidden: true },
    el('header', {}, el('div', {}, title, status), shut),
    log.element,
    form,
  )
  panel.addEventListener('keydown', (event) => event.key === 'Escape' && close())
  root.append(peek, bubble, panel)

  let unread = 0
  let last = 0
  const show = (open: boolean): void => {
    panel.hidden = !open
    bubble.hidden = open
    peek.hidden = open || unread === 0
    badge.hidden = unread === 0
    badge.textContent = String(unread)
    bubble.setAttribute('aria-expanded', String(open))
    bubble.setAttribute('aria-label', unread > 0 ? `${words.open}. ${words.unread}: ${unread}` : words.open)
  }
  const see = (): void => {
    unread = 0
    kept.keepSeen(last)
  }
  const open = (focus = true): void => {
    see()
    show(true)
    kept.keepOpen(true)
    log.toEnd()
    if (focus) input.focus()
    does.opened()
  }
  const close = (): void => {
    show(false)
    kept.keepOpen(false)
    bubble.focus()
  }
  show(false)
  if (kept.isOpen()) open(false)

  return {
    open,
    sending: log.sending,
    failed: log.failed,
    add: (line) => {
      log.add(line)
      last = line.seq
      if (!panel.hidden) return see()
      if (line.who === 'shopper' || line.seq <= kept.seen()) return
      unread += 1
      put(peek, line.text)
      show(false)
    },
    name: (shop, zone) => {
      log.zone(zone)
      title.textContent = shop
      panel.setAttribute('aria-label', `${words.title}: ${shop}`)
    },
    online: (online) => {
      status.textContent = online ? words.here : words.away
    },
  }
}

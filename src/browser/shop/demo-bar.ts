// The bar that only a demo has: what to try, the time by the demo's clock, and buttons that move it on.
import { el, icon } from '../dom.ts'
import { shopApi } from './api.ts'
import { kept } from './kept.ts'
import { placeOf } from './lang.ts'
import type { Page } from './page.ts'
import { ICONS } from './parts.ts'

const KEPT = 'bar'

export type Bar = { readonly element: HTMLElement; readonly stop: () => void; readonly ahead: () => number }

/** `ahead`: how far the demo's clock is before this machine's, ms. */
export const createBar = (page: Page, ahead: number): Bar => {
  const { words, lang, shop } = page
  let busy = false
  const clock = el('time', {})
  const said = el('p', { class: 'told', role: 'status' })
  const tell = (): void => {
    const now = new Date(Date.now() + ahead)
    clock.dateTime = now.toISOString()
    clock.textContent = now.toLocaleString(placeOf(lang), {
      ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
      timeZone: shop.time_zone,
    })
  }
  const buttons: HTMLButtonElement[] = []
  const forward = async (by: string, name: string): Promise<void> => {
    if (busy) return
    busy = true
    for (const button of buttons) button.setAttribute('aria-disabled', 'true')
    said.textContent = words.moving
    try {
      ahead = (await shopApi.forward(by)) - Date.now()
      tell()
      said.textContent = `${name}. ${page.cart.pieces() > 0 ? words.movedCart : words.movedEmpty}`
    } catch {
      said.textContent = words.silent
    } finally {
      busy = false
      for (const button of buttons) button.removeAttribute('aria-disabled')
    }
  }
  const mover = (by: string, text: string, kind = ''): HTMLButtonElement => {
    const button = el(
      'button',
      { type: 'button', class: kind, 'data-forward': by, click: () => void forward(by, text) },
      text,
    )
    buttons.push(button)
    return button
  }
  const chosen = kept.read(KEPT)
  // On a phone the shop comes first.
  let open = typeof chosen === 'boolean' ? chosen : innerWidth > 480
  const more = el(
    'div',
    { class: 'more', id: 'demo-more', hidden: !open },
    el('ol', {}, ...words.tryThis.map((text) => el('li', {}, text))),
    el(
      'p',
      { class: 'others' },
      mover('10m', words.later10),
      mover('1d', words.laterDay),
      mover('7d', words.laterWeek),
      el('a', { href: '/desk', target: '_blank' }, words.desk),
    ),
  )
  const fold = el(
    'button',
    {
      ...{ type: 'button', class: 'fold', 'aria-controls': 'demo-more', 'aria-expanded': String(open) },
      'aria-label': words.barMore,
      click: () => {
        open = !open
        more.hidden = !open
        fold.setAttribute('aria-expanded', String(open))
        kept.keep(KEPT, open)
      },
    },
    icon(ICONS.down),
  )
  tell()
  const ticking = setInterval(tell, 10_000)
  const element = el(
    'aside',
    { class: 'demo', 'aria-label': words.demo },
    el(
      'div',
      { class: 'line' },
      el('b', {}, words.demo),
      clock,
      mover('45m', words.later45, 'first'),
      said,
      fold,
    ),
    more,
  )
  return { element, stop: () => clearInterval(ticking), ahead: () => ahead }
}

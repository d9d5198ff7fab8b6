// The bar that only a demo has: the time by the demo's clock, and buttons that move it on.
import { el } from '../dom.ts'
import { type Shop, shopApi } from './api.ts'
import type { Lang, Words } from './words.ts'

export const demoBar = (
  shop: Pick<Shop, 'now' | 'time_zone'>,
  lang: Lang,
  words: Words,
  switchLang: () => void,
): HTMLElement => {
  let ahead = shop.now - Date.now()
  const clock = el('time', {})
  const tell = (): void => {
    clock.textContent = new Date(Date.now() + ahead).toLocaleString(lang, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: shop.time_zone,
    })
  }
  const forward = async (button: HTMLButtonElement, by: string): Promise<void> => {
    button.disabled = true
    try {
      ahead = (await shopApi.forward(by)) - Date.now()
      tell()
    } finally {
      button.disabled = false
    }
  }
  const mover = (by: string, text: string): HTMLButtonElement => {
    const button = el(
      'button',
      { type: 'button', 'data-forward': by, click: () => void forward(button, by) },
      text,
    )
    return button
  }
  tell()
  setInterval(tell, 10_000)
  return el(
    'aside',
    { class: 'demo', 'aria-label': words.demo },
    el('b', {}, words.demo),
    el('span', {}, `${words.clock}: `, clock),
    mover('45m', words.later45),
    mover('1d', words.laterDay),
    el('a', { href: '/desk', target: '_blank' }, words.desk),
    el(
      'button',
      { type: 'button', class: 'lang', click: switchLang },
      lang === 'uk' ? 'English' : 'Українська',
    ),
  )
}

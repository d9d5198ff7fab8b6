// The head of the page: the shop's name, search, saved items, account, cart, languages.
import { el, icon, put } from '../dom.ts'
import { LANGS, type Lang } from './lang.ts'
import type { Page } from './page.ts'
import { hidden, ICONS } from './parts.ts'
import { foundBy } from './views/shelf.ts'
import { hint } from './widget.ts'

const NAMES: Readonly<Record<Lang, readonly [short: string, whole: string]>> = {
  uk: ['Укр', 'Українська'],
  ru: ['Рус', 'Русский'],
  en: ['Eng', 'English'],
}
/** Who has not typed for so long has typed what he wants. */
const TYPED = 900

export type Header = { readonly element: HTMLElement; readonly update: () => void }

export const createHeader = (
  page: Page,
  does: { readonly speak: (lang: Lang) => void; readonly search: () => void },
): Header => {
  let timer = 0
  const top = el('div', { class: 'row' })
  const input = el('input', {
    ...{
      type: 'search',
      id: 'search',
      name: 'search',
      autocomplete: 'off',
      enterkeyhint: 'search',
      maxlength: 80,
    },
    input: () => {
      page.wanted.query = input.value
      does.search()
      clearTimeout(timer)
      const query = input.value.trim()
      if (query.length < 2) return
      timer = window.setTimeout(
        () => hint('Products Searched', { query, results: foundBy(page).length }),
        TYPED,
      )
    },
  })
  const label = el('label', { for: 'search', class: 'hidden' })
  const form = el(
    'form',
    {
      role: 'search',
      submit: (event: Event) => {
        event.preventDefault()
        input.blur()
      },
    },
    ...[label, icon(ICONS.search), input],
  )
  const languages = el('div', { class: 'langs', role: 'group' })
  const link = (href: string, path: string, name: string, kind: string, count: number): HTMLElement =>
    el(
      'a',
      { href, class: kind },
      icon(path),
      el('span', { class: 'name' }, name),
      count > 0 && el('span', { class: 'number', 'aria-hidden': 'true' }, String(count)),
      count > 0 && hidden(`: ${page.words.pieces(count)}`),
    )
  const logo = el('a', { class: 'logo', href: '#/' })
  // The heading of a shelf that was searched is the start again.
  logo.addEventListener('click', () => {
    Object.assign(page.wanted, { query: '', category: null })
    input.value = ''
    does.search()
  })
  addEventListener('demo:wanted', () => {
    input.value = page.wanted.query
  })

  const update = (): void => {
    const { words, lang, cart, saved, account, shop } = page
    const active = document.activeElement
    const focused = active instanceof HTMLElement && top.contains(active) ? active.className : null
    logo.textContent = shop.name
    label.textContent = words.search
    input.placeholder = words.searchExample
    languages.setAttribute('aria-label', words.language)
    put(
      languages,
      ...LANGS.map((one) =>
        el(
          'button',
          {
            ...{ type: 'button', lang: one, title: NAMES[one][1], id: `lang-${one}` },
            'aria-pressed': String(one === lang),
            click: () => does.speak(one),
          },
          NAMES[one][0],
        ),
      ),
    )
    const who = account.who()
    put(
      top,
      logo,
      el(
        'nav',
        { 'aria-label': words.yours },
        el(
          'button',
          { type: 'button', class: 'who', click: page.signIn },
          icon(ICONS.person),
          el('span', { class: 'name' }, who?.name ?? words.signIn),
        ),
        link('#/orders', ICONS.box, words.orders, 'mine', 0),
        link('#/saved', ICONS.heart, words.saved, 'kept', saved.ids().length),
        link('#/cart', ICONS.bag, words.cart, 'cart', cart.pieces()),
      ),
    )
    if (focused)
      top
        .getElementsByClassName(focused)[0]
        ?.querySelector<HTMLElement>('*')
        ?.closest<HTMLElement>('a,button')
        ?.focus()
  }
  update()
  return {
    element: el('header', { class: 'top' }, top, el('div', { class: 'row find' }, form, languages)),
    update,
  }
}
